import { readHandedReport } from '../../../core/app/handed-files.ts';
import type { Verification } from '../../../shared/domain/inspection/inspection-record.ts';
import type { TextKeyBelow } from '../../../shared/locales/text-keys.ts';
import { BAD_USAGE } from '../../exit-codes.ts';
import { reportLoss } from '../../report-loss.ts';
import { type Terminal, plainText } from '../../terminal.ts';
import type { ReportSubcommand } from '../command.ts';

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
