import type { SecurityFacts } from '../../../../shared/domain/security-facts.ts';
import type { Note } from '../../../platform/note.ts';
import type { SecurityQuestion } from '../read-security.ts';
import { findOnLinux } from './find-remote-access.ts';
import { readAutomaticLogon, readLessonAccount } from './accounts.ts';
import { readDataFolder } from './data-folder.ts';
import { readDiskEncryption } from './disk-encryption.ts';
import { openLinuxPc } from './linux-pc.ts';
import { readLogRetention } from './log-retention.ts';
import { readAntivirus, readFirewall } from './protection.ts';
import { readScreenLock } from './screen-lock.ts';
import { readTimeSync, readUpdates } from './upkeep.ts';

/** By files alone; no program is started. */
export async function readLinux(
  { sought, dataDirectory, surroundings }: SecurityQuestion,
  note: Note,
): Promise<Omit<SecurityFacts, 'troubles'>> {
  const pc = await openLinuxPc(surroundings, note);
  const [diskEncryption, antivirus, firewall, automaticLogon, lessonAccount, updates] = await Promise.all([
    readDiskEncryption(pc),
    readAntivirus(pc),
    readFirewall(pc),
    readAutomaticLogon(pc),
    readLessonAccount(pc),
    readUpdates(pc),
  ]);
  const [screenLock, remoteAccess, timeSync, logRetention, dataFolder] = await Promise.all([
    readScreenLock(pc, note),
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
