import type { Erasure, Retention } from '../shared/domain/retention.ts';
import { PRIVACY_TEXTS } from '../shared/locales/hosts.ts';
import { createI18n } from '../shared/i18n.ts';
import { createWording } from '../shared/wording.ts';
import { plainText } from './plain-text.ts';
import type { Terminal } from './terminal.ts';

/** How long what is kept, and what goes or went. */
export function printRetention(
  { contactsDaysAfterClosing, peopleOfReportsYears, runsYears, logsMonths }: Retention,
  erasure: Erasure,
  verb: 'show' | 'apply',
  { say, print, paint, wording }: Terminal,
): void {
  const { t } = createWording(createI18n(wording.language, PRIVACY_TEXTS), wording.language);
  print(paint('bold', t('privacy:kept')));
  print(`  ${t('privacy:contacts', { days: contactsDaysAfterClosing })}`);
  print(`  ${t('privacy:people', { years: peopleOfReportsYears })}`);
  print(`  ${t('privacy:runs', { years: runsYears })}`);
  print(`  ${t('privacy:log', { months: logsMonths })}`);
  print(paint('bold', t(verb === 'show' ? 'privacy:wouldGo' : 'privacy:gone')));
  const lines = (Object.keys(erasure) as (keyof Erasure)[]).flatMap((part) => {
    const found = erasure[part];
    const number = typeof found === 'number' ? found : found.length;
    const names = typeof found === 'number' ? '' : plainText(wording.list(found));
    return number === 0 ? [] : [t(`privacy:erasure.${part}`, { number, names })];
  });
  for (const line of lines.length === 0 ? [t('privacy:nothing')] : lines) print(`  ${line}`);
  if (verb === 'show') print(say('retention.dryRun'));
}
