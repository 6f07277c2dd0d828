import { bytesOfFile } from '../../core/platform/file-to-keep.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import { reportFormatSchema } from '../../shared/domain/inspection/inspection-terms.ts';
import { LANGUAGES } from '../../shared/domain/language.ts';
import { BAD_USAGE } from '../exit-codes.ts';
import { textOption, untilInterrupted } from '../with-app.ts';
import { plainText, type Terminal } from '../terminal.ts';
import { lossAsJson, reportLoss } from '../report-loss.ts';
import { writeNewFile } from '../write-new-file.ts';
import { type ReportSubcommand, type ReportCall, type Subcommands, withSubcommands } from './command.ts';
import { readHandedReport } from '../../core/app/handed-files.ts';
import type { Verification } from '../../shared/domain/inspection/inspection-record.ts';
import type { TextKeyBelow } from '../../shared/locales/text-keys.ts';

/** `build NUMBER [FILE]`: the report as a file; never over one that is there. */
export const buildReport: ReportSubcommand = async ({ inspections, given, places: [named, place], terminal }) => {
  const { say } = terminal;
  const refuse = (problem: Problem): number => {
    terminal.problem(problem);
    return BAD_USAGE;
  };
  const format = reportFormatSchema.parse(textOption(given, 'format') ?? 'pdf');
  const found = await inspections.find(named!);
  if (!found.ok) return refuse(found.problem);
  await reportLoss(inspections, terminal);
  const { id, number, state } = found.value;
  // Without --lang the report is written in its own language, whatever the terminal speaks.
  const language = LANGUAGES.find((one) => one === textOption(given, 'lang'));
  const made = await inspections.document(id, format, untilInterrupted(), language);
  if (!made.ok) return refuse(made.problem);
  const file = place ?? made.value.fileName;
  const written = await writeNewFile(file, bytesOfFile(made.value));
  if (!written.ok) return refuse(written.problem);
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
export const acceptLoss: ReportSubcommand = async ({ inspections, given, terminal }) => {
  const json = given.options['json'] !== undefined;
  const loss = await inspections.examine();
  if (loss === null) {
    terminal.print(json ? lossAsJson(null, false, terminal) : terminal.say('report.noLoss'));
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
  const said = terminal.say(remains ? 'report.lossStays' : 'report.lossAccepted');
  terminal.print(json ? lossAsJson(loss, remains, terminal) : said);
  return remains ? 1 : 0;
};

const SUBCOMMANDS: Subcommands<'report', ReportCall> = {
  build: buildReport,
  verify: verifyReport,
  'accept-loss': acceptLoss,
};

/** `vrlab report build | verify | accept-loss` */
export const report = withSubcommands(SUBCOMMANDS, async (call) => ({
  ...call,
  inspections: await call.app.inspections(),
}));
