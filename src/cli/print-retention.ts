import type { Erasure, Retention } from '../shared/domain/retention.ts';
import { plainText } from './plain-text.ts';
import type { Terminal } from './terminal.ts';

/** How long what is kept, and what goes or went. */
export function printRetention(
  { contactsDaysAfterClosing, peopleOfReportsYears, runsYears, logsMonths }: Retention,
  erasure: Erasure,
  verb: 'show' | 'apply',
  { say, print, paint, wording }: Terminal,
): void {
  print(paint('bold', say('retention.settings')));
  print(`  ${say('retention.contacts', { days: contactsDaysAfterClosing })}`);
  print(`  ${say('retention.people', { years: peopleOfReportsYears })}`);
  print(`  ${say('retention.runs', { years: runsYears })}`);
  print(`  ${say('retention.log', { months: logsMonths })}`);
  print(paint('bold', say(verb === 'show' ? 'retention.wouldGo' : 'retention.gone')));
  const lines = (Object.keys(erasure) as (keyof Erasure)[]).flatMap((part) => {
    const found = erasure[part];
    const number = typeof found === 'number' ? found : found.length;
    const names = typeof found === 'number' ? '' : plainText(wording.list(found));
    return number === 0 ? [] : [say(`retention.erasure.${part}`, { number, names })];
  });
  for (const line of lines.length === 0 ? [say('retention.nothing')] : lines) print(`  ${line}`);
  if (verb === 'show') print(say('retention.dryRun'));
}
