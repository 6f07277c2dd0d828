import { civilDateOf, formatInstant } from '../../../../shared/beijing-time.ts';
import type { SecurityFacts } from '../../../../shared/domain/security-facts.ts';
import type { ReportTrouble } from '../../../platform/reading-troubles.ts';
import { registryNumber, registryPlace, registryText, type Registry } from '../../../platform/registry.ts';
import type { WindowsAnswers } from './powershell.ts';
import { isServiceOff } from './protection.ts';

const UPDATE = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update';
const UPDATE_POLICY = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate\\AU';
const UPDATE_SETTINGS = 'HKLM\\SOFTWARE\\Microsoft\\WindowsUpdate\\UX\\Settings';
const RESTART = [
  `${UPDATE}\\RebootRequired`,
  'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending',
];
/** FILETIME of 1 January 1970: units of 100 ns since 1601. */
const FILETIME_EPOCH = 116_444_736_000_000_000n;

/** Parses a date of Win32_QuickFixEngineering: `11/14/2026` in every language, or a FILETIME in hex; null for anything else. */
export function updateDay(text: string): string | null {
  const [, month, day, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim()) ?? [];
  if (year !== undefined) {
    const date = `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
    return Number.isNaN(Date.parse(date)) ? null : date;
  }
  if (!/^[0-9a-f]{16}$/i.test(text.trim())) return null;
  return civilDateOf(new Date(Number((BigInt(`0x${text.trim()}`) - FILETIME_EPOCH) / 10_000n)));
}

/** Parses the day of a UTC time such as `2026-11-14 03:12:45` or `2026-12-01T00:00:00Z`. */
function parseDay(text: string | null): string | null {
  const at = text === null ? NaN : Date.parse(`${text.trim().replace(' ', 'T').replace(/Z$/, '')}Z`);
  return Number.isNaN(at) ? null : civilDateOf(new Date(at));
}

export function readUpdates(
  registry: Registry,
  answers: WindowsAnswers | null,
  report: ReportTrouble,
): SecurityFacts['updates'] {
  const fixes = (answers?.updates ?? []).map(updateDay).filter((day) => day !== null);
  const results = registryText(registry, `${UPDATE}\\Results\\Install`, 'LastSuccessTime', report);
  const newest = fixes.toSorted().at(-1) ?? parseDay(results?.text ?? null);
  const restart = RESTART.map((key) => registry.key(key).kind);
  const off = isServiceOff(registry, 'wuauserv', report);
  const byPolicy =
    registryNumber(registry, UPDATE_POLICY, 'NoAutoUpdate', report) === 1 ||
    // 1: never, 2: every download must be confirmed.
    [1, 2].includes(registryNumber(registry, UPDATE_POLICY, 'AUOptions', report) ?? 0);
  const paused = registryText(registry, UPDATE_SETTINGS, 'PauseUpdatesExpiryTime', report);
  return {
    lastInstalled: newest,
    restartPending: restart.includes('key') ? true : restart.includes('refused') ? null : false,
    automatic: byPolicy ? false : off === null ? null : !off,
    pausedUntil: parseDay(paused?.text ?? null),
    sources: fixes.length > 0 ? ['Win32_QuickFixEngineering'] : results === null ? [] : [results.source],
  };
}

const W32TIME = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\W32Time';
const TIME_FROM = { NTP: 'time-server', AllSync: 'time-server', NT5DS: 'domain', NoSync: 'nothing' } as const;

export function readTimeSync(
  registry: Registry,
  answers: WindowsAnswers | null,
  report: ReportTrouble,
): SecurityFacts['timeSync'] {
  const type = registryText(registry, `${W32TIME}\\Parameters`, 'Type', report);
  const off = isServiceOff(registry, 'W32Time', report);
  const at = answers?.lastSync ?? null;
  return {
    enabled: off === null ? null : !off,
    lastSync: at === null ? null : formatInstant(new Date(at)),
    from: TIME_FROM[type?.text as keyof typeof TIME_FROM] ?? null,
    sources: type === null ? [] : [type.source],
  };
}

const LOG = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\EventLog\\Security';
const LOG_POLICY = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\EventLog\\Security';

/** Reads the size limit of the security log. Its key is not readable by ordinary accounts; the policy is in KiB. */
export function readLogRetention(registry: Registry, report: ReportTrouble): SecurityFacts['logRetention'] {
  const policy = registryNumber(registry, LOG_POLICY, 'MaxSize', report);
  if (policy !== null) return { maxBytes: policy * 1024, days: null, source: registryPlace(LOG_POLICY, 'MaxSize') };
  const bytes = registryNumber(registry, LOG, 'MaxSize', report);
  return bytes === null ? null : { maxBytes: bytes, days: null, source: registryPlace(LOG, 'MaxSize') };
}
