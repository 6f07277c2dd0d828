import type { SecurityFacts } from '../../../../shared/domain/security-facts.ts';
import type { ReportTrouble } from '../../../platform/reading-troubles.ts';
import { registryNumber, registryPlace, registryText, type Registry } from '../../../platform/registry.ts';
import type { WindowsAnswers } from './powershell.ts';

const WINLOGON = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon';

/** Reads whether an account is signed in automatically, not which: `DefaultUserName` and the password beside it are not read. */
export function readAutomaticLogon(registry: Registry, report: ReportTrouble): SecurityFacts['automaticLogon'] {
  const value = registry.value(WINLOGON, 'AutoAdminLogon');
  const source = registryPlace(WINLOGON, 'AutoAdminLogon');
  if (value.kind === 'absent') return registry.key(WINLOGON).kind === 'key' ? { enabled: false, source } : null;
  const number = registryNumber(registry, WINLOGON, 'AutoAdminLogon', report);
  return number === null ? null : { enabled: number === 1, source };
}

export const readLessonAccount = (answers: WindowsAnswers | null): SecurityFacts['lessonAccount'] =>
  answers?.administrator == null ? null : { administrator: answers.administrator, source: 'S-1-5-32-544' };

const DESKTOP = [
  'HKCU\\Software\\Policies\\Microsoft\\Windows\\Control Panel\\Desktop',
  'HKCU\\Control Panel\\Desktop',
];
const SYSTEM_POLICY = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System';

/** Reads the inactivity limit of the PC, and the screen saver with a password; the shorter one counts. */
export function readScreenLock(registry: Registry, report: ReportTrouble): SecurityFacts['screenLock'] {
  const numberOf = (name: string) =>
    DESKTOP.map((key) => registryNumber(registry, key, name, report)).find((value) => value !== null) ?? null;
  const machine = registryNumber(registry, SYSTEM_POLICY, 'InactivityTimeoutSecs', report);
  const saver = DESKTOP.some((key) => registryText(registry, key, 'SCRNSAVE.EXE', report) !== null);
  const locksBySaver = saver && numberOf('ScreenSaveActive') === 1 && numberOf('ScreenSaverIsSecure') === 1;
  const seconds = [machine === 0 ? null : machine, locksBySaver ? numberOf('ScreenSaveTimeOut') : null].filter(
    (value) => value !== null,
  );
  if (seconds.length > 0) {
    const minutes = Math.min(...seconds) / 60;
    const byMachine = machine !== null && machine / 60 === minutes;
    return {
      enabled: true,
      minutes,
      source: byMachine ? registryPlace(SYSTEM_POLICY, 'InactivityTimeoutSecs') : DESKTOP[1]!,
    };
  }
  const seen = registry.key(DESKTOP[1]!).kind === 'key';
  return seen ? { enabled: locksBySaver, minutes: null, source: DESKTOP[1]! } : null;
}

const READ = 0x1;
const WRITE = 0x2 | 0x4;
const GENERIC_READ = 0x8000_0000 | 0;
const GENERIC_WRITE = 0x4000_0000;
const GENERIC_ALL = 0x1000_0000;

/** Derives what ordinary accounts may do with the data folder from the rights of groups that they are in (ACCESS_MASK). */
export function readDataFolder(answers: WindowsAnswers | null, dataDirectory: string): SecurityFacts['dataFolder'] {
  if (answers?.access == null) return null;
  const bits = (allow: boolean) =>
    answers.access!.filter((one) => one.allow === allow).reduce((all, { rights }) => all | rights, 0);
  const allowed = bits(true) & ~bits(false);
  return {
    othersRead: (allowed & (READ | GENERIC_READ | GENERIC_ALL)) !== 0,
    othersWrite: (allowed & (WRITE | GENERIC_WRITE | GENERIC_ALL)) !== 0,
    source: dataDirectory,
  };
}
