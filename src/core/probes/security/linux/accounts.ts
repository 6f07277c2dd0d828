import path from 'node:path';
import { readdir, stat } from 'node:fs/promises';
import type { SecurityFacts } from '../../../../shared/domain/security-facts.ts';
import { iniValues, isTrueValue, type LinuxPc } from './linux-pc.ts';
import { naturalOrder } from '../../../platform/natural-order.ts';
import { readTextIfExists } from '../../files/open-file.ts';
import type { ReportTrouble } from '../../../platform/reading-troubles.ts';

const GDM = ['etc/gdm3/daemon.conf', 'etc/gdm3/custom.conf', 'etc/gdm/custom.conf'];
/** Files and folders of files; display managers read both. */
const OTHERS = ['etc/lightdm/lightdm.conf', 'etc/sddm.conf'];
const OTHER_FOLDERS = ['etc/lightdm/lightdm.conf.d', 'etc/sddm.conf.d'];

const signsIn = (file: string, values: ReadonlyMap<string, string>): boolean => {
  if (GDM.includes(file)) return isTrueValue(values.get('daemon.automaticloginenable'));
  const account = file.includes('sddm')
    ? values.get('autologin.user')
    : [...values].findLast(([key]) => /^seat:[^.]*\.autologin-user$/.test(key))?.[1];
  return (account ?? '') !== '';
};

/** That the display manager signs somebody in, not whom. Null where no display manager is known. */
export async function readAutomaticLogon(pc: LinuxPc): Promise<SecurityFacts['automaticLogon']> {
  const inFolders = await Promise.all(
    OTHER_FOLDERS.map(async (folder) => (await pc.names(folder)).map((name) => `${folder}/${name}`)),
  );
  let looked: string | null = null;
  for (const file of [...GDM, ...OTHERS, ...inFolders.flat().filter((name) => name.endsWith('.conf'))]) {
    const text = await pc.text(file);
    if (text === null) continue;
    looked ??= pc.at(file);
    if (signsIn(file, iniValues(text))) return { enabled: true, source: pc.at(file) };
  }
  return looked === null ? null : { enabled: false, source: looked };
}

/** Groups whose members may become root, by the usual sudoers files. */
const POWERFUL = new Set(['root', 'sudo', 'wheel', 'admin']);

/** By the numbers of the account's groups: no name of an account is looked up. */
export async function readLessonAccount(pc: LinuxPc): Promise<SecurityFacts['lessonAccount']> {
  const { account } = pc.environment;
  const groups = await pc.text('etc/group');
  if (account === null || (account.user !== 0 && groups === null)) return null;
  const powerful = (groups ?? '')
    .split('\n')
    .map((line) => line.split(':'))
    .filter(([name = '']) => POWERFUL.has(name))
    .map((fields) => Number(fields[2]));
  const administrator = account.user === 0 || account.groups.some((group) => powerful.includes(group));
  return { administrator, source: pc.at('etc/group') };
}

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
async function plasma(pc: LinuxPc, report: ReportTrouble): Promise<ScreenLock> {
  const source = path.join(pc.environment.home, '.config/kscreenlockerrc');
  const text = await readTextIfExists(source, report);
  if (text === null) return null;
  const values = iniValues(text);
  const enabled = values.get('daemon.autolock') !== 'false';
  return { enabled, minutes: enabled ? Number(values.get('daemon.timeout') ?? 5) : null, source };
}

export const readScreenLock = async (pc: LinuxPc, report: ReportTrouble): Promise<ScreenLock> =>
  (await gnome(pc)) ?? (await plasma(pc, report));

const READ = 0o004;
const WRITE = 0o002;
const ENTER = 0o001;

/** Folders from the root down to this one. */
const upTo = (folder: string): string[] =>
  path.dirname(folder) === folder ? [folder] : [...upTo(path.dirname(folder)), folder];

/** By the permission bits for everybody else; access lists beyond them are not looked at. */
export async function readDataFolder(dataDirectory: string): Promise<SecurityFacts['dataFolder']> {
  try {
    const folder = path.resolve(dataDirectory);
    const reachable = (await Promise.all(upTo(folder).map((one) => stat(one)))).every(
      ({ mode }) => (mode & ENTER) !== 0,
    );
    const source = dataDirectory;
    if (!reachable) return { othersRead: false, othersWrite: false, source };
    const names = await readdir(folder);
    const modes = await Promise.all(names.map(async (name) => (await stat(path.join(folder, name))).mode));
    const all = [(await stat(folder)).mode, ...modes];
    return {
      othersRead: all.some((mode) => (mode & READ) !== 0),
      othersWrite: all.some((mode) => (mode & WRITE) !== 0),
      source,
    };
  } catch {
    return null;
  }
}
