import { resultOf } from '../../../shared/domain/inspection/cell.ts';
import { conclusionSchema, notInspectedReasonSchema } from '../../../shared/domain/inspection/inspection-terms.ts';
import type { InspectionNotes, InspectionSession } from '../../../shared/domain/inspection/inspection-session.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { BAD_USAGE } from '../../exit-codes.ts';
import { textOption } from '../../with-app.ts';
import { namedInspection } from './named-inspection.ts';
import { printOpen } from './show-inspections.ts';
import type { InspectCall, InspectSubcommand } from '../command.ts';

/** What a person may say of all that is left. */
const restReasonSchema = notInspectedReasonSchema.extract([
  'no-access',
  'no-instrument',
  'device-absent',
  'in-use',
  'other',
]);

/** `finish [NUMBER] [--rest R] [--conclusion C] [--reason R] [--signer NAME]`: signs the report; the name is written on the paper. */
export const finishInspection: InspectSubcommand = async (call) => {
  const { inspections, given, places, terminal } = call;
  const found = await namedInspection(call, places[0]);
  const session = found.ok ? await inspections.get(found.value.id) : found;
  if (!session.ok) return refuse(session.problem, call);
  const { header, counts, notes } = session.value;
  const named = textOption(given, 'rest');
  const rest = named === undefined ? null : restReasonSchema.safeParse(named);
  if (rest?.success === false) return wrongOption('--rest', call);
  const decided = decision(call, notes);
  if (decided === 'wrong') return wrongOption('--conclusion', call);
  if (counts.open > 0 && rest === null) return stillOpen(session.value, call);
  const signer = textOption(given, 'signer')?.trim() ?? notes.inspectors[0] ?? '';
  if (signer === '') return wrongOption('--signer', call);
  const signed = await inspections.finish(header.id, {
    rest: rest === null ? null : rest.data,
    decided: decided?.decided ?? null,
    reason: decided?.reason ?? textOption(given, 'reason') ?? '',
    signer,
  });
  if (!signed.ok) return refuse(signed.problem, call);
  const { seal } = signed.value;
  if (given.options['json'] !== undefined) terminal.print(JSON.stringify(signed.value, null, 1));
  else terminal.print(terminal.say('inspect.signed', { number: header.number, sha256: seal.sha256 }));
  return 0;
};

function refuse(problem: Problem, { terminal }: InspectCall): number {
  terminal.problem(problem);
  return BAD_USAGE;
}

function wrongOption(option: string, { terminal }: InspectCall): number {
  terminal.note(`${terminal.say('inspect.badOption', { option })}\n${terminal.say('help.inspect')}`);
  return BAD_USAGE;
}

function stillOpen(session: InspectionSession, { given, terminal, t }: InspectCall): number {
  const { header, counts, cells } = session;
  terminal.note(terminal.say('inspect.stillOpen', { count: counts.open }));
  if (given.options['json'] === undefined) printOpen(session, terminal, t);
  else {
    const open = cells.filter((cell) => resultOf(cell) === null).map(({ item, subject }) => ({ item, subject }));
    terminal.print(JSON.stringify({ schema: 'vrlab.inspection-open/1', number: header.number, open }, null, 1));
  }
  return 1;
}

/** What was decided before, unless it is named now; null: as proposed. */
function decision({ given }: InspectCall, notes: InspectionNotes): InspectionNotes['conclusion'] | 'wrong' {
  const named = textOption(given, 'conclusion');
  const reason = textOption(given, 'reason');
  if (named === undefined)
    return notes.conclusion === null || reason === undefined ? notes.conclusion : { ...notes.conclusion, reason };
  const conclusion = conclusionSchema.safeParse(named);
  return conclusion.success ? { decided: conclusion.data, reason: reason ?? '' } : 'wrong';
}
