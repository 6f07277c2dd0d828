import type { InspectionRecord, Signature } from '../../../../shared/domain/inspection/inspection-record.ts';
import type { InspectionReport } from '../../../../shared/domain/inspection/inspection-report.ts';
import { type SignatureRole, signatureRoleSchema } from '../../../../shared/domain/inspection/inspection-terms.ts';
import type { Block, SignaturePlace } from './report-content.ts';
import type { ReportWords } from './report-words.ts';

/** Who confirms with a stamp. */
const STAMPED: SignatureRole = 'school';

/** Whose name goes under an open report, as far as it is known. */
function expected(report: InspectionReport): Signature[] {
  const names: Readonly<Record<SignatureRole, string>> = {
    inspector: report.inspectors[0] ?? '',
    reviewer: '',
    school: report.schoolPerson ?? '',
  };
  return signatureRoleSchema.options.map((role) => ({ role, name: names[role], method: 'paper', strokes: null }));
}

/** Everybody who signed, and a line for every role nobody has signed in. */
export function signatureBlock(
  report: InspectionReport,
  record: InspectionRecord | null,
  { say, term, day }: ReportWords,
): Block {
  const given = record?.signatures ?? [];
  const open = expected(report)
    .filter(({ role }) => !given.some((signature) => signature.role === role))
    .map((signature) => (record === null ? signature : { ...signature, name: '' }));
  const order = signatureRoleSchema.options;
  const places = [...given, ...open]
    .toSorted((one, other) => order.indexOf(one.role) - order.indexOf(other.role))
    .map(({ role, name, method, strokes }): SignaturePlace => ({
      role,
      label: term(`role.${role}`),
      name,
      strokes,
      note: method === 'drawn' ? say(strokes === null ? 'drawnErased' : 'drawn') : say('signHere'),
      date: method === 'drawn' && record !== null ? day(record.seal.signedAt) : say('dateBlank'),
      stamp: role === STAMPED ? say('stamp') : '',
    }));
  return { type: 'signatures', heading: say('chapter.signatures'), places, elsewhere: say('drawnElsewhere') };
}
