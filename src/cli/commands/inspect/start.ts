import { inspectionKindSchema } from '../../../shared/domain/inspection/inspection-terms.ts';
import { MAX_SEATS } from '../../../shared/domain/inspection/inspection-session.ts';
import { BAD_USAGE } from '../../exit-codes.ts';
import { textOption, untilInterrupted } from '../../with-app.ts';
import { printSession } from './show-inspections.ts';
import type { InspectSubcommand } from '../command.ts';

/** `start [--kind K] [--inspector NAME] [--seats N]`: reads this station and begins. Ctrl+C before that begins nothing. */
export const startInspection: InspectSubcommand = async ({ inspections, given, terminal, t }) => {
  const kind = inspectionKindSchema.safeParse(textOption(given, 'kind') ?? 'quarterly');
  if (!kind.success) {
    terminal.note(`${terminal.say('inspect.badOption', { option: '--kind' })}\n${terminal.say('help.inspect')}`);
    return BAD_USAGE;
  }
  const seats = textOption(given, 'seats');
  if (seats !== undefined && !/^[1-9]\d{0,2}$/u.test(seats)) {
    terminal.note(`${terminal.say('inspect.badOption', { option: '--seats' })}\n${terminal.say('help.inspect')}`);
    return BAD_USAGE;
  }
  terminal.note(terminal.say('check.progress'));
  const inspector = (textOption(given, 'inspector') ?? '').trim();
  for await (const step of inspections.start(
    kind.data,
    inspector,
    untilInterrupted(),
    seats === undefined ? undefined : Math.min(Number(seats), MAX_SEATS),
  )) {
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
