import { writeFile } from 'node:fs/promises';
import { modeForFile } from '../../core/platform/access/file-mode.ts';
import { bytesOfFile } from '../../core/platform/file-to-keep.ts';
import { messageOf } from '../../core/platform/message-of.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import type { ReportFormat } from '../../shared/inspection-contract.ts';
import { LANGUAGES } from '../../shared/domain/language.ts';
import { BAD_USAGE } from '../exit-codes.ts';
import { textOption, untilInterrupted } from '../with-app.ts';
import { plainText, type Terminal } from '../terminal.ts';
import { reportLoss } from '../report-loss.ts';
import { type ReportSubcommand, type ReportCall, type SubcommandEntry, withSubcommands } from './command.ts';
import { readHandedReport } from '../../core/app/handed-files.ts';
import type { Verification } from '../../shared/domain/inspection/inspection-record.ts';
import type { TextKeyBelow } from '../../shared/locales/text-keys.ts';

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
  // Without --lang the report is written in its own language, whatever the terminal speaks.
  const language = LANGUAGES.find((one) => one === textOption(given, 'lang'));
  const made = await inspections.document(id, format, untilInterrupted(), language);
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

const EXIT: Readonly<Record<Verification['outcome'], number>> = { genuine: 0, unsigned: 1, altered: 2 };

/** `verify FILE`: exit code 0 genuine, 1 unsigned, 2 altered, or other than the record this PC holds. */
export const verifyReport: ReportSubcommand = async ({ inspections, given, places: [place], terminal }) => {
  const file = await readHandedReport(place!);
  const verified = file.ok ? await inspections.verify(file.value) : file;
  if (!verified.ok) {
    terminal.problem(verified.problem);
    return BAD_USAGE;
  }
  await reportLoss(inspections, terminal);
  const verification = verified.value;
  if (given.options['json'] !== undefined)
    terminal.print(JSON.stringify({ schema: 'vrlab.report-verification/1', ...verification }, null, 1));
  else printVerification(verification, terminal);
  return verification.outcome === 'genuine' && verification.database === 'differs'
    ? EXIT.altered
    : EXIT[verification.outcome];
};

function printVerification({ outcome, seal, database, signedHere, demo }: Verification, terminal: Terminal): void {
  const { say, print, wording } = terminal;
  print(say(`report.outcome.${outcome}`));
  if (seal === null) return;
  const key = signedHere ? say('report.signedHere', { key: seal.keyId }) : plainText(seal.keyId);
  const rows: [TextKeyBelow<'cli:report.'>, string][] = [
    ['number', plainText(seal.number)],
    ['signedAt', seal.signedAt],
    ['sha256', seal.sha256],
    // Of an altered file the seal is only what it claims: whether this PC holds such a record proves nothing.
    ...(outcome === 'altered'
      ? []
      : ([
          ['key', key],
          ['database', say(`report.held.${database}`)],
        ] as [TextKeyBelow<'cli:report.'>, string][])),
  ];
  for (const [name, value] of rows) print(`  ${wording.labelled(say(`report.${name}`), value)}`);
  if (demo === true) print(`  ${say('report.demo')}`);
}

/**
 * `accept-loss`: an engineer has seen that signed records are missing from the database; nothing says it any more. Exit code 1: altered
 * records are there still, and go on being said.
 */
export const acceptLoss: ReportSubcommand = async ({ inspections, terminal }) => {
  const loss = await inspections.examine();
  if (loss === null) {
    terminal.print(terminal.say('report.noLoss'));
    return 0;
  }
  terminal.problem(loss);
  const accepted = await inspections.acceptLoss();
  if (!accepted.ok) {
    terminal.problem(accepted.problem);
    return BAD_USAGE;
  }
  // What was altered stays so, whoever knows of it.
  const remains = (await inspections.examine()) !== null;
  terminal.print(terminal.say(remains ? 'report.lossStays' : 'report.lossAccepted'));
  return remains ? 1 : 0;
};

const SUBCOMMANDS = {
  build: { min: 1, max: 2, run: buildReport },
  verify: { min: 1, max: 1, run: verifyReport },
  'accept-loss': { min: 0, max: 0, run: acceptLoss },
} as const satisfies Record<string, SubcommandEntry<ReportCall>>;

/** `vrlab report build | verify | accept-loss` */
export const report = withSubcommands('report', SUBCOMMANDS, async (call) => ({
  ...call,
  inspections: await call.app.inspections(),
}));
