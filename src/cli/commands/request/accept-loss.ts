import { BAD_USAGE } from '../../exit-codes.ts';
import type { Subcommand } from '../command.ts';

/** `accept-loss`: an engineer has seen that requests are missing from the database; the screens stop saying it. */
export const acceptLoss: Subcommand = async ({ app, terminal }) => {
  const requests = await app.requests();
  const loss = await requests.examine();
  if (loss === null) {
    terminal.print(terminal.say('request.noLoss'));
    return 0;
  }
  terminal.problem(loss);
  const accepted = await requests.acceptLoss();
  if (!accepted.ok) {
    terminal.problem(accepted.problem);
    return BAD_USAGE;
  }
  terminal.print(terminal.say('request.lossAccepted'));
  return 0;
};
