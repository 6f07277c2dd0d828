import { isReadable } from '../../../shared/domain/problem.ts';
import { BAD_USAGE } from '../../exit-codes.ts';
import { plainText } from '../../terminal.ts';
import type { InspectSubcommand } from '../command.ts';

/** Every inspection on this PC, newest first. */
export const listInspections: InspectSubcommand = async ({ inspections, given, terminal, t }) => {
  const listed = await inspections.list();
  if (!listed.ok) {
    terminal.problem(listed.problem);
    return BAD_USAGE;
  }
  const { print, say } = terminal;
  if (given.options['json'] !== undefined) {
    print(JSON.stringify({ schema: 'vrlab.inspections/1', inspections: listed.value }, null, 1));
    return 0;
  }
  if (listed.value.length === 0) print(say('inspect.none'));
  for (const one of listed.value) if (!isReadable(one)) terminal.problem(one.problem);
  for (const { number, state, period, lab, counts, decided, demo } of listed.value.filter(isReadable))
    print(
      [
        number,
        t(`inspections:terms.state.${state}`),
        t(`inspections:terms.kind.${period.kind}`),
        period.label,
        plainText(lab.lab),
        say('inspect.brief', { abnormal: counts.abnormal, open: counts.open }),
        ...(decided === null ? [] : [t(`inspections:terms.conclusion.${decided}`)]),
        ...(demo ? [say('inspect.demo')] : []),
      ].join('  '),
    );
  return 0;
};
