import { civilDateOf } from '../../../../shared/beijing-time.ts';
import type { AntivirusFacts, SecurityFacts } from '../../../../shared/domain/security-facts.ts';
import type { ReportTrouble } from '../../../platform/reading-troubles.ts';
import { registryNumber, registryPlace, type Registry } from '../../../platform/registry.ts';
import type { WindowsAnswers } from './powershell.ts';

const DEFENDER = 'HKLM\\SOFTWARE\\Microsoft\\Windows Defender';
const DEFENDER_POLICY = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Defender';
const CENTER = 'root\\SecurityCenter2';

/** Bits of `productState`: whether the product is on, and whether its definitions are current (undocumented, stable since Vista). */
const isOn = (state: number): boolean => ((state >> 12) & 0xf) === 1;
const isUpToDate = (state: number): boolean => ((state >> 4) & 0xf) === 0;

/** Whether a registry switch turns Defender off. Where none does, Defender does not necessarily run. */
const isSwitchedOff = (registry: Registry, report: ReportTrouble): boolean =>
  [DEFENDER, DEFENDER_POLICY].some(
    (key) =>
      registryNumber(registry, key, 'DisableAntiSpyware', report) === 1 ||
      registryNumber(registry, `${key}\\Real-Time Protection`, 'DisableRealtimeMonitoring', report) === 1,
  );

export function readAntivirus(
  registry: Registry,
  answers: WindowsAnswers | null,
  report: ReportTrouble,
): SecurityFacts['antivirus'] {
  const at = answers?.defender?.definitions ?? null;
  const definitions = at === null ? null : civilDateOf(new Date(at));
  if (answers?.antivirus != null)
    return answers.antivirus.map(({ name, state }): AntivirusFacts => ({
      name,
      enabled: isOn(state),
      upToDate: isUpToDate(state),
      definitionsDate: /defender/i.test(name) ? definitions : null,
      source: `${CENTER} AntiVirusProduct`,
    }));
  // Windows Server has no Security Center.
  if (registry.key(DEFENDER).kind !== 'key') return null;
  const enabled = isSwitchedOff(registry, report) ? false : (answers?.defender?.on ?? null);
  return [{ name: 'Microsoft Defender', enabled, upToDate: null, definitionsDate: definitions, source: DEFENDER }];
}

const RULES = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy';
const RULES_POLICY = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall';
const PROFILES = [
  ['domain', 'DomainProfile'],
  ['private', 'StandardProfile'],
  ['public', 'PublicProfile'],
] as const;
const SERVICES = 'HKLM\\SYSTEM\\CurrentControlSet\\Services';
/** `Start` of a disabled service. */
const DISABLED = 4;

export const isServiceOff = (registry: Registry, service: string, report: ReportTrouble): boolean | null => {
  const start = registryNumber(registry, `${SERVICES}\\${service}`, 'Start', report);
  return start === null ? null : start === DISABLED;
};

export function readFirewall(
  registry: Registry,
  answers: WindowsAnswers | null,
  report: ReportTrouble,
): SecurityFacts['firewall'] {
  const products = (answers?.firewalls ?? []).map(({ name, state }) => ({ name, enabled: isOn(state) }));
  if (isServiceOff(registry, 'MpsSvc', report) === true)
    return { profiles: [{ profile: 'all', enabled: false, source: `${SERVICES}\\MpsSvc Start` }], products };
  const profiles = PROFILES.map(([profile, key]) => {
    // The policy of the school's domain takes precedence over the setting of the PC.
    const places = [`${RULES_POLICY}\\${key}`, `${RULES}\\${key}`];
    for (const place of places) {
      const value = registryNumber(registry, place, 'EnableFirewall', report);
      if (value !== null) return { profile, enabled: value === 1, source: registryPlace(place, 'EnableFirewall') };
    }
    return { profile, enabled: null, source: registryPlace(places[1]!, 'EnableFirewall') };
  });
  return profiles.every(({ enabled }) => enabled === null) && products.length === 0 ? null : { profiles, products };
}

/** `System.Volume.BitLockerProtection`: 1 on, 2 off, 3 encrypting, 4 decrypting, 5 suspended, 6 locked, 8 waiting for activation. */
const BITLOCKER = {
  1: 'on',
  2: 'off',
  3: 'encrypting',
  4: 'decrypting',
  5: 'suspended',
  6: 'on',
  8: 'suspended',
} as const;

/** Reads the state that Explorer shows to every account; BitLocker's own WMI class is for administrators only. */
export function readDiskEncryption(answers: WindowsAnswers | null, volume: string): SecurityFacts['diskEncryption'] {
  const state = BITLOCKER[answers?.bitLocker as keyof typeof BITLOCKER] as
    | (typeof BITLOCKER)[keyof typeof BITLOCKER]
    | undefined;
  if (state === undefined) return null;
  const method = state === 'off' ? null : 'bitlocker';
  return { volume, state, method, source: 'System.Volume.BitLockerProtection' };
}
