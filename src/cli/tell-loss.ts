import type { Inspections } from '../core/inspections/inspections.ts';
import type { ServiceRequests } from '../core/requests/service-requests.ts';
import type { Terminal } from './terminal.ts';

/** Where signed records are missing, what is shown of inspections may be older than it looks: that is said first. */
export async function tellLoss(inspections: Pick<Inspections, 'problem'>, terminal: Terminal): Promise<void> {
  const loss = await inspections.problem();
  if (loss !== null) terminal.problem(loss);
}

/** The same of requests: what is missing, what was restored, and what could not be. */
export async function tellLossOfRequests(
  requests: Pick<ServiceRequests, 'problems'>,
  terminal: Terminal,
): Promise<void> {
  for (const problem of await requests.problems()) terminal.problem(problem);
}
