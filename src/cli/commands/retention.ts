import type { Erasure, Retention } from '../../shared/domain/retention.ts';
import { createI18n } from '../../shared/i18n.ts';
import { PRIVACY_TEXTS } from '../../shared/locales/hosts.ts';
import { createWording } from '../../shared/wording.ts';
import { BAD_USAGE } from '../exit-codes.ts';
import { plainText, type Terminal } from '../terminal.ts';
import { withApp } from '../with-app.ts';
import type { Command } from './command.ts';

/** Not everything could be erased. */
const INCOMPLETE = 1;

/** `vrlab retention [show | apply]`: how long what is retained, and what is erased. */
export const retention: Command = async (given, terminal) => {
  const verb = given.subcommand === 'apply' ? 'apply' : 'show';
  return await withApp(given, terminal, async (app) => {
    const desk = await app.retention();
    const planned = await desk.plan();
    const applied = planned.ok && verb === 'apply' ? await desk.apply() : null;
    const failed = planned.ok ? applied : planned;
    if (!planned.ok || failed?.ok === false) {
      if (failed?.ok === false) terminal.problem(failed.problem);
      return BAD_USAGE;
    }
    const { settings } = planned.value;
    const erasure = applied?.ok === true ? applied.value.erased : planned.value.erasure;
    const incomplete = applied?.ok === true ? applied.value.incomplete : null;
    if (given.options['json'] !== undefined) {
      const { schema: _schema, ...kept } = settings;
      const said = { schema: 'vrlab.erasure/1', applied: verb === 'apply', settings: kept, erasure, incomplete };
      terminal.print(JSON.stringify(said, null, 1));
    } else printRetention(settings, erasure, verb, terminal);
    if (incomplete !== null) terminal.problem(incomplete);
    return incomplete === null && erasure.notUnderstood.length === 0 ? 0 : INCOMPLETE;
  });
};

/** How long what is retained, and what is or was erased. */
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
