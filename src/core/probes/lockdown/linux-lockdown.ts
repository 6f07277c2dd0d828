import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { LinuxLockdown } from './lockdown-facts.ts';

/** Compositors for one program, and what makes a desktop. */
export const KIOSK_COMPOSITORS: readonly string[] = ['cage', 'gnome-kiosk', 'ubuntu-frame'];
export const DESKTOPS: readonly string[] = [
  'gnome-shell',
  'plasmashell',
  'xfce4-panel',
  'mate-panel',
  'lxpanel',
  'lxqt-panel',
  'cinnamon',
  'ukui-panel',
  'dde-desktop',
  'dde-dock',
  'startdde',
];
const KNOWN = new Set([...KIOSK_COMPOSITORS, ...DESKTOPS]);

/** Reads which of the known programs draw the screen of this account; others' programs are none of its session. */
export function readLinuxLockdown(root: string, user: number | null): LinuxLockdown {
  const proc = path.join(root, 'proc');
  let ids: string[];
  try {
    ids = readdirSync(proc).filter((name) => /^\d+$/.test(name));
  } catch {
    return { platform: 'linux', session: null };
  }
  if (ids.length === 0) return { platform: 'linux', session: null };
  return { platform: 'linux', session: ids.flatMap((id) => processOf(path.join(proc, id), user)) };
}

function processOf(folder: string, user: number | null) {
  try {
    const args = readFileSync(path.join(folder, 'cmdline'), 'utf8').split('\0').slice(0, -1);
    const name = path.basename(args[0] ?? '');
    if (!KNOWN.has(name)) return [];
    const owner = /^Uid:\s+(\d+)/m.exec(readFileSync(path.join(folder, 'status'), 'utf8'))?.[1];
    return user === null || owner === String(user) ? [{ name, args: args.slice(1) }] : [];
  } catch {
    // It has just ended, or belongs to somebody else.
    return [];
  }
}
