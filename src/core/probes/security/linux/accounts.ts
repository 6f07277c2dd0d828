import path from 'node:path';
import { readdir, stat } from 'node:fs/promises';
import type { SecurityFacts } from '../../../../shared/domain/security-facts.ts';
import { iniValues, isTrueValue, type LinuxPc } from './linux-pc.ts';
import { naturalOrder } from '../../../platform/natural-order.ts';
import { readTextIfExists } from '../../files/open-file.ts';
import type { ReportTrouble } from '../../../platform/reading-troubles.ts';

const GDM = ['etc/gdm3/daemon.conf', 'etc/gdm3/custom.conf', 'etc/gdm/custom.conf'];
/** Configuration files of other display managers, which also read folders of files. */
const OTHERS = ['etc/lightdm/lightdm.conf', 'etc/sddm.conf'];
const OTHER_FOLDERS = ['etc/lightdm/lightdm.conf.d', 'etc/sddm.conf.d'];

const signsIn = (file: string, values: ReadonlyMap<string, string>): boolean => {
  if (GDM.includes(file)) return isTrueValue(values.get('daemon.automaticloginenable'));
  const account = file.includes('sddm')
    ? values.get('autologin.user')
    : [...values].findLast(([key]) => /^seat:[^.]*\.autologin-user$/.test(key))?.[1];
  return (account ?? '') !== '';
};

/** Reads whether the display manager signs an account in automatically, not which. Null where no known display manager is configured. */
export async function readAutomaticLogon(pc: LinuxPc): Promise<SecurityFacts['automaticLogon']> {
  const inFolders = await Promise.all(
    OTHER_FOLDERS.map(async (folder) => (await pc.names(folder)).map((name) => `${folder}/${name}`)),
  );
  let searched: string | null = null;
  for (const file of [...GDM, ...OTHERS, ...inFolders.flat().filter((name) => name.endsWith('.conf'))]) {
    const text = await pc.text(file);
    if (text === null) continue;
    searched ??= pc.at(file);
    if (signsIn(file, iniValues(text))) return { enabled: true, source: pc.at(file) };
  }
  return searched === null ? null : { enabled: false, source: searched };
}

/** Groups whose members may become root, in the usual sudoers files. */
const POWERFUL = new Set(['root', 'sudo', 'wheel', 'admin']);

/** Reads whether this account is an administrator, by the ids of its groups: no account name is looked up. */
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

/** Reads GNOME's lock from the school's settings (dconf keyfiles). The account's own settings are in a binary file and may differ. */
async function gnome(pc: LinuxPc): Promise<ScreenLock> {
  const folders = (await pc.names('etc/dconf/db')).filter((name) => name.endsWith('.d')).toSorted(naturalOrder);
  for (const folder of folders) {
    const files = (await pc.names(`etc/dconf/db/${folder}`)).filter((name) => name !== 'locks').toSorted(naturalOrder);
    const texts = await Promise.all(files.map((name) => pc.text(`etc/dconf/db/${folder}/${name}`)));
    const values = iniValues(texts.map((text) => text ?? '').join('\n'));
    const lock = values.get('org/gnome/desktop/screensaver.lock-enabled');
    if (lock === undefined) continue;
    const idle = /(\d+)$/.exec(values.get('org/gnome/desktop/session.idle-delay') ?? '')?.[1];
    // With an idle delay of 0 the screen never goes blank, and so never locks.
    const enabled = lock === 'true' && idle !== '0';
    const minutes = enabled && idle !== undefined ? Number(idle) / 60 : null;
    return { enabled, minutes, source: pc.at(`etc/dconf/db/${folder}`) };
  }
  return null;
}

/** Reads KDE Plasma's lock; the default is five minutes (kscreenlocker, kcfg). */
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

/** The folder and all its parents, from the root down. */
const upTo = (folder: string): string[] =>
  path.dirname(folder) === folder ? [folder] : [...upTo(path.dirname(folder)), folder];

/** Reads the permission bits for other accounts; ACLs are not read. */
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
