import type { SecurityFacts } from '../../../../shared/domain/security-facts.ts';
import { iniValues, saysYes } from './ini.ts';
import type { LinuxPc } from './linux-pc.ts';

const GDM = ['etc/gdm3/daemon.conf', 'etc/gdm3/custom.conf', 'etc/gdm/custom.conf'];
/** Files and folders of files; display managers read both. */
const OTHERS = ['etc/lightdm/lightdm.conf', 'etc/sddm.conf'];
const OTHER_FOLDERS = ['etc/lightdm/lightdm.conf.d', 'etc/sddm.conf.d'];

const signsIn = (file: string, values: ReadonlyMap<string, string>): boolean => {
  if (GDM.includes(file)) return saysYes(values.get('daemon.automaticloginenable'));
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
  const { account } = pc.surroundings;
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
