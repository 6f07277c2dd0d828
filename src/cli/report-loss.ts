import type { Inspections } from '../core/inspections/inspections.ts';
import type { Requests } from '../core/requests/index.ts';
import type { Problem } from '../shared/domain/problem.ts';
import type { Terminal } from './terminal.ts';

/** Where signed records are missing, what is shown of inspections may be older than it looks: that is reported first. */
export async function reportLoss(inspections: Pick<Inspections, 'problem'>, terminal: Terminal): Promise<void> {
  const loss = await inspections.problem();
  if (loss !== null) terminal.problem(loss);
}

/** The same of requests: what is missing, what was restored, and what could not be. */
export async function reportLossOfRequests(requests: Pick<Requests, 'problems'>, terminal: Terminal): Promise<void> {
  for (const problem of await requests.problems()) terminal.problem(problem);
}

/** What an engineer was told of, `vrlab.loss/1`. @param remains altered records are there still, and go on being said. */
export const lossAsJson = (loss: Problem | null, remains: boolean, { wording }: Terminal): string =>
  JSON.stringify(
    { schema: 'vrlab.loss/1', loss: loss === null ? null : { code: loss.code, ...wording.problem(loss) }, remains },
    null,
    1,
  );
