import { BAD_USAGE } from '../../exit-codes.ts';
import { reportLossOfRequests } from '../../report-loss.ts';
import { untilInterrupted } from '../../with-app.ts';
import type { Subcommand } from '../command.ts';

/** `retry [NUMBER]`: puts what is stuck back into its lane, then tries everything that waits once. */
export const retry: Subcommand = async ({ app, given, places: [number], terminal }) => {
  const requests = await app.requests();
  await reportLossOfRequests(requests, terminal);
  const found = number === undefined ? null : await requests.find(number);
  if (found?.ok === false) {
    terminal.problem(found.problem);
    return BAD_USAGE;
  }
  const state = await requests.retry(found?.value.request.id ?? null, untilInterrupted());
  if (!state.ok) {
    terminal.problem(state.problem);
    return BAD_USAGE;
  }
  const { waiting, stuck, withoutChannel } = state.value;
  if (given.options['json'] !== undefined) terminal.print(JSON.stringify(state.value, null, 1));
  else terminal.print(terminal.say('request.outbox', { waiting, stuck, withoutChannel }));
  return waiting + stuck + withoutChannel === 0 ? 0 : 1;
};
