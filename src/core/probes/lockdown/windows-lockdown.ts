import type { Registry } from '../../platform/registry.ts';
import type { WindowsLockdown } from './lockdown-facts.ts';

const WINDOWS = 'SOFTWARE\\Microsoft\\Windows';
const CURRENT_VERSION = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
const SERVICES = 'HKLM\\SYSTEM\\CurrentControlSet\\Services';
const APPLOCKER_EXE = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\SrpV2\\Exe';

/** In the order in which Windows asks: the policy "custom user interface", the account, the PC. Shell Launcher writes the last. */
const SHELLS = [
  [`HKCU\\${WINDOWS}\\CurrentVersion\\Policies\\System`, 'Shell'],
  [`HKLM\\${WINDOWS}\\CurrentVersion\\Policies\\System`, 'Shell'],
  ['HKCU\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon', 'Shell'],
  [`${CURRENT_VERSION}\\Winlogon`, 'Shell'],
] as const;

const START_TYPES: Readonly<Record<number, 'automatic' | 'manual' | 'disabled'>> = {
  2: 'automatic',
  3: 'manual',
  4: 'disabled',
};

/** What of the lockdown is in the registry. @param blocked combinations that the Keyboard Filter names as blocked. */
export function readWindowsLockdown(registry: Registry, blocked: readonly string[] | null): WindowsLockdown {
  const edition = registry.value(CURRENT_VERSION, 'EditionID');
  return {
    platform: 'win32',
    edition: edition.kind === 'text' && edition.text !== '' ? edition.text : null,
    shell: shellOf(registry),
    assignedAccess: assignedAccessOf(registry),
    keyboardFilter: { service: serviceOf(registry, 'MsKeyboardFilter'), blocked },
    appLocker: { mode: appLockerOf(registry), service: serviceOf(registry, 'AppIDSvc') },
  };
}

function shellOf(registry: Registry): string | null {
  for (const [key, name] of SHELLS) {
    const value = registry.value(key, name);
    if (value.kind === 'text' && value.text.trim() !== '') return value.text.trim();
    // One that Windows uses and we may not see is not the next one.
    if (value.kind === 'refused' || value.kind === 'other' || value.kind === 'number') return null;
  }
  return null;
}

function assignedAccessOf(registry: Registry): boolean | null {
  const configs = registry.key(`HKLM\\${WINDOWS}\\AssignedAccessConfiguration\\Configs`);
  if (configs.kind === 'refused') return null;
  return configs.kind === 'key' && configs.subKeys.length > 0;
}

function serviceOf(registry: Registry, name: string): WindowsLockdown['keyboardFilter']['service'] {
  const key = registry.key(`${SERVICES}\\${name}`);
  if (key.kind === 'absent') return 'absent';
  const start = registry.value(`${SERVICES}\\${name}`, 'Start');
  return start.kind === 'number' ? (START_TYPES[start.number] ?? null) : null;
}

function appLockerOf(registry: Registry): WindowsLockdown['appLocker']['mode'] {
  const key = registry.key(APPLOCKER_EXE);
  if (key.kind === 'refused') return null;
  // Without a rule nothing is refused, whatever the mode says.
  if (key.kind === 'absent' || key.subKeys.length === 0) return 'none';
  const mode = registry.value(APPLOCKER_EXE, 'EnforcementMode');
  if (mode.kind === 'number') return mode.number === 1 ? 'enforced' : mode.number === 0 ? 'audit' : null;
  // Rules without a mode are enforced.
  return mode.kind === 'absent' ? 'enforced' : null;
}
