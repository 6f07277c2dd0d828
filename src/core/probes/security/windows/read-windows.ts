import type { SecurityFacts } from '../../../../shared/domain/security-facts.ts';
import type { ReportTrouble } from '../../../platform/reading-troubles.ts';
import type { SecurityReadingOptions } from '../read-security.ts';
import { readAutomaticLogon, readDataFolder, readLessonAccount, readScreenLock } from './accounts.ts';
import { type QueryWindows, queryWindows, type WindowsAnswers } from './powershell.ts';
import { readAntivirus, readDiskEncryption, readFirewall } from './protection.ts';
import { readLogRetention, readTimeSync, readUpdates } from './upkeep.ts';
import { type Registry, registryPlace } from '../../../platform/registry.ts';
import type { RemoteAccessProgram } from '../../../published/security-policy.ts';
import { foundPrograms } from '../remote-access.ts';

/** Reads the security facts of Windows from the registry, and the rest through one PowerShell process. */
export async function readWindows(
  { sought, dataDirectory, environment, signal }: SecurityReadingOptions,
  report: ReportTrouble,
  query: QueryWindows = queryWindows,
): Promise<Omit<SecurityFacts, 'troubles'>> {
  const [registry, answers] = await Promise.all([environment.registry(), query(dataDirectory, signal, report)]);
  return {
    diskEncryption: readDiskEncryption(answers, environment.env['SystemDrive'] ?? 'C:'),
    antivirus: readAntivirus(registry, answers, report),
    firewall: readFirewall(registry, answers, report),
    automaticLogon: readAutomaticLogon(registry, report),
    lessonAccount: readLessonAccount(answers),
    updates: readUpdates(registry, answers, report),
    screenLock: readScreenLock(registry, report),
    remoteAccess: findOnWindows(registry, answers, sought),
    timeSync: readTimeSync(registry, answers, report),
    logRetention: readLogRetention(registry, report),
    dataFolder: readDataFolder(answers, dataDirectory),
  };
}

/** Keys of the list "installed apps" of Windows: 64-bit and 32-bit programs of the PC, and those of this account. */
const INSTALLED = [
  'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall',
  'HKLM\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Uninstall',
  'HKCU\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall',
];

/** Finds remote access programs by the published names, registry switches and processes. */
function findOnWindows(
  registry: Registry,
  answers: WindowsAnswers | null,
  sought: readonly RemoteAccessProgram[],
): SecurityFacts['remoteAccess'] {
  const here = sought.filter(
    ({ installedAs, processes, switch: flag }) =>
      installedAs.length > 0 || flag !== undefined || processes.some((name) => name.endsWith('.exe')),
  );
  const keys = INSTALLED.map((key) => ({ key, contents: registry.key(key) }));
  const listed = keys.flatMap(({ key, contents }) =>
    contents.kind !== 'key'
      ? []
      : contents.subKeys.flatMap((name) => {
          const shown = registry.value(`${key}\\${name}`, 'DisplayName');
          return shown.kind === 'text' ? [{ name: shown.text.trim().toLowerCase(), place: `${key}\\${name}` }] : [];
        }),
  );
  const installed = new Map<string, string>();
  for (const { id, installedAs, switch: flag } of here) {
    const entry = listed.find(({ name }) => installedAs.some((begin) => name.startsWith(begin.toLowerCase())));
    if (entry !== undefined) installed.set(id, entry.place);
    if (flag === undefined) continue;
    const value = registry.value(flag.registry, flag.value);
    if (value.kind === 'number' && value.number === flag.is)
      installed.set(id, registryPlace(flag.registry, flag.value));
  }
  return foundPrograms(here, {
    installed,
    installedListed: keys[0]!.contents.kind === 'key',
    running: answers?.processes?.map((name) => `${name}.exe`) ?? null,
    runningSource: 'Get-Process',
  });
}
