import path from 'node:path';
import { type KioskSetup, kioskSetup } from '../../core/app/kiosk-setup.ts';
import { createI18n } from '../../shared/i18n.ts';
import { KIOSK_TEXTS } from '../../shared/locales/kiosk.ts';
import { createWording } from '../../shared/wording.ts';
import type { SubcommandName } from '../command-line.ts';
import { BAD_USAGE } from '../exit-codes.ts';
import { plainText, type Terminal } from '../terminal.ts';
import { textOption } from '../with-app.ts';
import type { Command } from './command.ts';

/** Pupils can leave the program, or whether they can is not known. */
const NOT_LOCKED = 1;

/** `vrlab kiosk status | on | off`: whether this account starts the program as a kiosk, and what keeps people inside. */
export const kiosk: Command = async (given, terminal) => {
  const verb = given.subcommand as SubcommandName<'kiosk'>;
  const program = textOption(given, 'program');
  const done = await kioskSetup(verb, program === undefined ? null : path.resolve(program));
  if (!done.ok) {
    terminal.problem(done.problem);
    return BAD_USAGE;
  }
  if (given.options['json'] === undefined) printSetup(done.value, terminal);
  else terminal.print(JSON.stringify({ schema: 'vrlab.kiosk-setup/1', ...done.value }, null, 1));
  return verb === 'status' && done.value.lockdown.level !== 'locked' ? NOT_LOCKED : 0;
};

function printSetup({ autostart, lockdown }: KioskSetup, { print, say, wording }: Terminal): void {
  const { t } = createWording(createI18n(wording.language, KIOSK_TEXTS), wording.language);
  print(autostart === null ? say('kiosk.off') : say('kiosk.on', { command: plainText(autostart) }));
  print(t(`kiosk:lockdown.level.${lockdown.level}`));
  for (const { aspect, is, reason } of lockdown.reasons) {
    const [what, how] = [t(`kiosk:lockdown.aspect.${aspect}`), t(`kiosk:lockdown.is.${is}`)];
    print(`  ${what} · ${how} · ${t(`kiosk:lockdown.reason.${reason}`)}`);
  }
  if (lockdown.edition !== null) print(t('kiosk:lockdown.edition', { edition: plainText(lockdown.edition) }));
}
