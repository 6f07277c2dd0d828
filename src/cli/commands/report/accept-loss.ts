import { BAD_USAGE } from '../../exit-codes.ts';
import type { ReportSubcommand } from '../command.ts';

/**
 * `accept-loss`: an engineer has seen that signed records are missing from the database; nothing says it any more. Exit code 1: altered
 * records are there still, and go on being said.
 */
export const acceptLoss: ReportSubcommand = async ({ inspections, terminal }) => {
  const loss = await inspections.examine();
  if (loss === null) {
    terminal.print(terminal.say('report.noLoss'));
    return 0;
  }
  terminal.problem(loss);
  const accepted = await inspections.acceptLoss();
  if (!accepted.ok) {
    terminal.problem(accepted.problem);
    return BAD_USAGE;
  }
  // What was altered stays so, whoever knows of it.
  const remains = (await inspections.examine()) !== null;
  terminal.print(terminal.say(remains ? 'report.lossStays' : 'report.lossAccepted'));
  return remains ? 1 : 0;
};
