import type { SecurityFacts } from '../../../../shared/domain/security-facts.ts';
import type { ReportTrouble } from '../../../platform/reading-troubles.ts';
import type { SecurityReadingOptions } from '../read-security.ts';
import { readAutomaticLogon, readLessonAccount, readDataFolder, readScreenLock } from './accounts.ts';
import { readDiskEncryption, readAntivirus, readFirewall } from './protection.ts';
import { openLinuxPc, type LinuxPc } from './linux-pc.ts';
import { readLogRetention, readTimeSync, readUpdates } from './upkeep.ts';
import { kindAt } from '../../files/open-file.ts';
import type { RemoteAccessProgram } from '../../../published/security-policy.ts';
import { foundPrograms } from '../remote-access.ts';

/** Reads the security facts of Linux from files; no program is started. */
export async function readLinux(
  { sought, dataDirectory, environment }: SecurityReadingOptions,
  report: ReportTrouble,
): Promise<Omit<SecurityFacts, 'troubles'>> {
  const pc = await openLinuxPc(environment, report);
  const [diskEncryption, antivirus, firewall, automaticLogon, lessonAccount, updates] = await Promise.all([
    readDiskEncryption(pc),
    readAntivirus(pc),
    readFirewall(pc),
    readAutomaticLogon(pc),
    readLessonAccount(pc),
    readUpdates(pc),
  ]);
  const [screenLock, remoteAccess, timeSync, logRetention, dataFolder] = await Promise.all([
    readScreenLock(pc, report),
    findOnLinux(pc, sought),
    readTimeSync(pc),
    readLogRetention(pc),
    readDataFolder(dataDirectory),
  ]);
  return {
    diskEncryption,
    antivirus,
    firewall,
    automaticLogon,
    lessonAccount,
    updates,
    screenLock,
    remoteAccess,
    timeSync,
    logRetention,
    dataFolder,
  };
}

/** Finds remote access programs by the published paths and processes. */
async function findOnLinux(
  pc: LinuxPc,
  sought: readonly RemoteAccessProgram[],
): Promise<SecurityFacts['remoteAccess']> {
  const here = sought.filter(
    ({ paths, processes }) => paths.length > 0 || processes.some((name) => !name.endsWith('.exe')),
  );
  const installed = new Map<string, string>();
  for (const { id, paths } of here)
    for (const place of paths) if ((await kindAt(pc.at(place))) !== null) installed.set(id, pc.at(place));
  return foundPrograms(here, { installed, installedListed: true, running: pc.processes, runningSource: pc.at('proc') });
}
