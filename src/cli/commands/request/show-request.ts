import { BAD_USAGE } from '../../exit-codes.ts';
import { reportLossOfRequests } from '../../report-loss.ts';
import { printRecord } from './print-request.ts';
import type { Subcommand } from '../command.ts';

/** `show NUMBER`: one request with promises, events and deliveries; personal fields masked. */
export const showRequest: Subcommand = async ({ app, given, places, terminal }) => {
  const requests = await app.requests();
  await reportLossOfRequests(requests, terminal);
  const found = await requests.find(places[0]!);
  if (!found.ok) {
    terminal.problem(found.problem);
    return BAD_USAGE;
  }
  if (given.options['json'] !== undefined) terminal.print(JSON.stringify(found.value, null, 1));
  else printRecord(found.value, terminal);
  return 0;
};
