import { statSync } from 'node:fs';
import type { Lockdown } from '../../shared/domain/kiosk.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { autostartOf, installedProgram } from '../kiosk/autostart.ts';
import { judgeLockdown } from '../kiosk/judge-lockdown.ts';
import { hostEnvironment, type HostEnvironment } from '../platform/host-environment.ts';
import { readLockdown } from '../probes/lockdown/read-lockdown.ts';

/** How this account of the PC stands as a kiosk. */
export interface KioskSetup {
  /** Command line that is started when the account signs in; null where there is none. */
  readonly autostart: string | null;
  readonly lockdown: Lockdown;
}

/**
 * Says, or changes first, whether the program is started as a kiosk when this account signs in. Needs no app.
 * @param program its file; null: where the installer puts it.
 * @returns `file-unreadable`, `file-not-written`.
 */
export async function kioskSetup(
  verb: 'status' | 'on' | 'off',
  program: string | null,
  environment: HostEnvironment = hostEnvironment(),
): Promise<Result<KioskSetup>> {
  const autostart = autostartOf(environment);
  if (verb === 'on') {
    const file = program ?? installedProgram(environment);
    if (file === null || statSync(file, { throwIfNoEntry: false })?.isFile() !== true)
      return fail('file-unreadable', { file: file ?? 'VR Lab Check', detail: 'ENOENT' });
    const done = await autostart.turnOn(file);
    if (!done.ok) return done;
  }
  if (verb === 'off') {
    const done = await autostart.turnOff();
    if (!done.ok) return done;
  }
  const facts = await readLockdown(environment, new AbortController().signal);
  return succeed({ autostart: await autostart.read(), lockdown: judgeLockdown(facts) });
}
