import { writeFile } from 'node:fs/promises';
import { modeForFile } from '../../../core/platform/access/file-mode.ts';
import { bytesOfFile } from '../../../core/platform/file-to-keep.ts';
import { messageOf } from '../../../core/platform/message-of.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import type { ReportFormat } from '../../../shared/inspection-contract.ts';
import { BAD_USAGE } from '../../exit-codes.ts';
import { textOption, untilInterrupted } from '../../with-app.ts';
import { plainText } from '../../terminal.ts';
import { reportLoss } from '../../report-loss.ts';
import type { ReportSubcommand } from '../command.ts';

const FORMATS: readonly string[] = ['pdf', 'docx', 'xlsx', 'json'] satisfies ReportFormat[];
const isFormat = (text: string): text is ReportFormat => FORMATS.includes(text);

/** `build NUMBER [FILE]`: the report as a file; never over one that is there. */
export const buildReport: ReportSubcommand = async ({ inspections, given, places: [named, place], terminal }) => {
  const { say } = terminal;
  const refuse = (problem: Problem): number => {
    terminal.problem(problem);
    return BAD_USAGE;
  };
  const format = textOption(given, 'format') ?? 'pdf';
  if (!isFormat(format)) {
    terminal.note(`${say('report.badFormat', { format })}\n${say('usage.seeHelp')}`);
    return BAD_USAGE;
  }
  const found = await inspections.find(named!);
  if (!found.ok) return refuse(found.problem);
  await reportLoss(inspections, terminal);
  const { id, number, state } = found.value;
  const made = await inspections.document(id, format, untilInterrupted());
  if (!made.ok) return refuse(made.problem);
  const file = place ?? made.value.fileName;
  try {
    await writeFile(file, bytesOfFile(made.value), { flag: 'wx', mode: modeForFile(file) });
  } catch (cause) {
    return refuse({ code: 'file-not-written', params: { file, detail: messageOf(cause) } });
  }
  if (given.options['json'] !== undefined)
    terminal.print(
      JSON.stringify({ schema: 'vrlab.report-built/1', file, number, format, signed: state === 'signed' }),
    );
  else terminal.print(say('report.built', { file: plainText(file) }));
  if (state !== 'signed') terminal.note(say('report.draft'));
  return 0;
};
