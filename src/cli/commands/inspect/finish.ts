import { conclusionSchema } from '../../../shared/domain/inspection/inspection-terms.ts';
import { type Result, succeed } from '../../../shared/domain/result.ts';
import type { InspectionNotes, InspectionSession } from '../../../shared/domain/inspection/inspection-session.ts';
import { BAD_USAGE } from '../../exit-codes.ts';
import { textOption } from '../../open-app.ts';
import { namedInspection } from './named-inspection.ts';
import { printOpen } from './print-session.ts';
import type { InspectCall, InspectSubcommand } from './subcommands.ts';

/** `finish [NUMBER] [--conclusion C] [--reason R] [--signer NAME]`: signs the report; the name is written on the paper. */
export const finishInspection: InspectSubcommand = async (call) => {
  const { inspections, given, places, terminal, t } = call;
  const found = await namedInspection(call, places[0]);
  const session = found.ok ? await inspections.get(found.value.id) : found;
  if (!session.ok) {
    terminal.problem(session.problem);
    return BAD_USAGE;
  }
  const { header, counts, notes } = session.value;
  if (counts.open > 0) {
    terminal.note(terminal.say('inspect.stillOpen', { count: counts.open }));
    printOpen(session.value, terminal, t);
    return 1;
  }
  const signer = textOption(given, 'signer')?.trim() ?? notes.inspectors[0];
  const decided = decision(call, notes);
  const wrong = decided === 'wrong' ? '--conclusion' : signer === undefined || signer === '' ? '--signer' : null;
  if (wrong !== null || decided === 'wrong' || signer === undefined) {
    terminal.note(`${terminal.say('inspect.badOption', { option: wrong })}\n${terminal.say('help.inspect')}`);
    return BAD_USAGE;
  }
  const signed = await sign(call, session.value, decided, signer);
  if (!signed.ok) {
    terminal.problem(signed.problem);
    return BAD_USAGE;
  }
  const { seal } = signed.value;
  if (given.options['json'] !== undefined) terminal.print(JSON.stringify(signed.value, null, 1));
  else terminal.print(terminal.say('inspect.signed', { number: header.number, sha256: seal.sha256 }));
  return 0;
};

/** What was decided before, unless it is named now; null: as proposed. */
function decision({ given }: InspectCall, notes: InspectionNotes): InspectionNotes['conclusion'] | 'wrong' {
  const named = textOption(given, 'conclusion');
  const reason = textOption(given, 'reason');
  if (named === undefined)
    return notes.conclusion === null || reason === undefined ? notes.conclusion : { ...notes.conclusion, reason };
  const conclusion = conclusionSchema.safeParse(named);
  return conclusion.success ? { decided: conclusion.data, reason: reason ?? '' } : 'wrong';
}

async function sign(
  { inspections }: InspectCall,
  { header: { id }, notes }: InspectionSession,
  decided: InspectionNotes['conclusion'],
  name: string,
): ReturnType<InspectCall['inspections']['sign']> {
  const proposed = decided === null ? await proposal(inspections, id) : succeed(decided);
  if (!proposed.ok) return proposed;
  const saved = await inspections.saveNotes(id, { ...notes, conclusion: proposed.value });
  if (!saved.ok) return saved;
  const report = await inspections.report(id);
  if (!report.ok) return report;
  return await inspections.sign(id, report.value.seal, [{ role: 'inspector', name, method: 'paper', strokes: null }]);
}

async function proposal(
  inspections: InspectCall['inspections'],
  id: string,
): Promise<Result<NonNullable<InspectionNotes['conclusion']>>> {
  const report = await inspections.report(id);
  return report.ok ? succeed({ decided: report.value.report.conclusion.proposed, reason: '' }) : report;
}
