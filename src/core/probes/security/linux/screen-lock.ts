import path from 'node:path';
import { naturalOrder } from '../../../platform/natural-order.ts';
import type { SecurityFacts } from '../../../../shared/domain/security-facts.ts';
import { readTextIfThere } from '../../files/read-text.ts';
import type { Note } from '../../../platform/note.ts';
import { iniValues } from './ini.ts';
import type { LinuxPc } from './linux-pc.ts';

type ScreenLock = SecurityFacts['screenLock'];

/** GNOME by the school's own settings (dconf keyfiles); the account's are a binary file and may differ: then only locked ones count. */
async function gnome(pc: LinuxPc): Promise<ScreenLock> {
  const folders = (await pc.names('etc/dconf/db')).filter((name) => name.endsWith('.d')).toSorted(naturalOrder);
  for (const folder of folders) {
    const files = (await pc.names(`etc/dconf/db/${folder}`)).filter((name) => name !== 'locks').toSorted(naturalOrder);
    const texts = await Promise.all(files.map((name) => pc.text(`etc/dconf/db/${folder}/${name}`)));
    const values = iniValues(texts.map((text) => text ?? '').join('\n'));
    const lock = values.get('org/gnome/desktop/screensaver.lock-enabled');
    if (lock === undefined) continue;
    const idle = /(\d+)$/.exec(values.get('org/gnome/desktop/session.idle-delay') ?? '')?.[1];
    // An idle delay of 0 means that the screen never goes blank, and so never locks.
    const enabled = lock === 'true' && idle !== '0';
    const minutes = enabled && idle !== undefined ? Number(idle) / 60 : null;
    return { enabled, minutes, source: pc.at(`etc/dconf/db/${folder}`) };
  }
  return null;
}

/** KDE Plasma locks after five minutes unless told otherwise (kscreenlocker, kcfg). */
async function plasma(pc: LinuxPc, note: Note): Promise<ScreenLock> {
  const source = path.join(pc.surroundings.home, '.config/kscreenlockerrc');
  const text = await readTextIfThere(source, note);
  if (text === null) return null;
  const values = iniValues(text);
  const enabled = values.get('daemon.autolock') !== 'false';
  return { enabled, minutes: enabled ? Number(values.get('daemon.timeout') ?? 5) : null, source };
}

export const readScreenLock = async (pc: LinuxPc, note: Note): Promise<ScreenLock> =>
  (await gnome(pc)) ?? (await plasma(pc, note));
