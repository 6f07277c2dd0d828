import type { SecurityFacts } from '../../../../shared/domain/security-facts.ts';
import type { Note } from '../../../platform/note.ts';
import type { SecurityQuestion } from '../read-security.ts';
import { readAutomaticLogon, readDataFolder, readLessonAccount, readScreenLock } from './accounts.ts';
import { type AskWindows, askWindows } from './ask-windows.ts';
import { findOnWindows } from './find-remote-access.ts';
import { readAntivirus, readDiskEncryption, readFirewall } from './protection.ts';
import { readLogRetention, readTimeSync, readUpdates } from './upkeep.ts';

/** By the registry, and by one start of PowerShell for what does not stand there. */
export async function readWindows(
  { sought, dataDirectory, surroundings, signal }: SecurityQuestion,
  note: Note,
  ask: AskWindows = askWindows,
): Promise<Omit<SecurityFacts, 'troubles'>> {
  const [registry, answers] = await Promise.all([surroundings.registry(), ask(dataDirectory, signal, note)]);
  return {
    diskEncryption: readDiskEncryption(answers, surroundings.env['SystemDrive'] ?? 'C:'),
    antivirus: readAntivirus(registry, answers, note),
    firewall: readFirewall(registry, answers, note),
    automaticLogon: readAutomaticLogon(registry, note),
    lessonAccount: readLessonAccount(answers),
    updates: readUpdates(registry, answers, note),
    screenLock: readScreenLock(registry, note),
    remoteAccess: findOnWindows(registry, answers, sought),
    timeSync: readTimeSync(registry, answers, note),
    logRetention: readLogRetention(registry, note),
    dataFolder: readDataFolder(answers, dataDirectory),
  };
}
