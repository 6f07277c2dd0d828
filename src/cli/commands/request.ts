import { BAD_USAGE } from '../exit-codes.ts';
import { lossAsJson, reportLossOfRequests } from '../report-loss.ts';
import { untilInterrupted } from '../with-app.ts';
import { type Subcommand, type SubcommandCall, type Subcommands, withSubcommands } from './command.ts';
import { newRequest } from './request/new-request.ts';
import { listRequests, showRequest } from './request/show-requests.ts';
import { exportRequest, importUpdates } from './request/exchange-files.ts';

/** `retry [NUMBER]`: puts what is stuck back into its lane, then tries everything that waits once. */
const retry: Subcommand = async ({ app, given, places: [number], terminal }) => {
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
  if (given.options['json'] !== undefined)
    terminal.print(JSON.stringify({ schema: 'vrlab.outbox/1', ...state.value }, null, 1));
  else terminal.print(terminal.say('request.outbox', { waiting, stuck, withoutChannel }));
  return waiting + stuck + withoutChannel === 0 ? 0 : 1;
};

/** `accept-loss`: an engineer has seen that requests are missing from the database; the screens stop saying it. */
const acceptLoss: Subcommand = async ({ app, given, terminal }) => {
  const requests = await app.requests();
  const loss = await requests.examine();
  const json = given.options['json'] !== undefined;
  if (loss === null) {
    terminal.print(json ? lossAsJson(null, false, terminal) : terminal.say('request.noLoss'));
    return 0;
  }
  terminal.problem(loss);
  const accepted = await requests.acceptLoss();
  if (!accepted.ok) {
    terminal.problem(accepted.problem);
    return BAD_USAGE;
  }
  terminal.print(json ? lossAsJson(loss, false, terminal) : terminal.say('request.lossAccepted'));
  return 0;
};

const SUBCOMMANDS: Subcommands<'request'> = {
  new: newRequest,
  list: listRequests,
  show: showRequest,
  export: exportRequest,
  import: importUpdates,
  'accept-loss': acceptLoss,
  retry,
};

/** `vrlab request new | list | show | export | import | retry` */
export const request = withSubcommands<'request', SubcommandCall>(SUBCOMMANDS, (call) => call);
