import { BAD_USAGE } from '../../exit-codes.ts';
import { namedInspection } from './named-inspection.ts';
import { printSession } from './print-session.ts';
import type { InspectSubcommand } from '../command.ts';

/** `status [NUMBER]`: what is done, open and wrong. */
export const inspectionStatus: InspectSubcommand = async (call) => {
  const { inspections, given, places, terminal, t } = call;
  const found = await namedInspection(call, places[0]);
  const session = found.ok ? await inspections.get(found.value.id) : found;
  if (!session.ok) {
    terminal.problem(session.problem);
    return BAD_USAGE;
  }
  if (given.options['json'] !== undefined) terminal.print(JSON.stringify(session.value, null, 1));
  else printSession(session.value, terminal, t);
  return 0;
};
