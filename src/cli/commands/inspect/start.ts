import { inspectionKindSchema } from '../../../shared/domain/inspection/inspection-terms.ts';
import { BAD_USAGE } from '../../exit-codes.ts';
import { textOption, untilInterrupted } from '../../with-app.ts';
import { printSession } from './show-inspections.ts';
import type { InspectSubcommand } from '../command.ts';

/** `start [--kind K] [--inspector NAME]`: reads this station and begins. Ctrl+C before that begins nothing. */
export const startInspection: InspectSubcommand = async ({ inspections, given, terminal, t }) => {
  const kind = inspectionKindSchema.safeParse(textOption(given, 'kind') ?? 'quarterly');
  if (!kind.success) {
    terminal.note(`${terminal.say('inspect.badOption', { option: '--kind' })}\n${terminal.say('help.inspect')}`);
    return BAD_USAGE;
  }
  terminal.note(terminal.say('check.progress'));
  const inspector = (textOption(given, 'inspector') ?? '').trim();
  for await (const step of inspections.start(kind.data, inspector, untilInterrupted())) {
    if (step.type === 'failed') {
      terminal.problem(step.problem);
      return BAD_USAGE;
    }
    if (step.type !== 'finished') continue;
    if (given.options['json'] !== undefined) terminal.print(JSON.stringify(step.session, null, 1));
    else printSession(step.session, terminal, t);
    return 0;
  }
  terminal.note(terminal.say('inspect.nothingBegun'));
  return BAD_USAGE;
};
