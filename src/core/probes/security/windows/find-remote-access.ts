import type { SecurityFacts } from '../../../../shared/domain/security-facts.ts';
import type { Registry } from '../../../platform/registry/registry.ts';
import { registryPlace } from '../../../platform/registry/registry-text.ts';
import type { RemoteAccessProgram } from '../../../published/security-policy.ts';
import { foundPrograms } from '../remote-access.ts';
import type { WindowsAnswers } from './ask-windows.ts';

/** What Windows lists under "installed apps", for the PC in both widths and for this account. */
const INSTALLED = [
  'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall',
  'HKLM\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Uninstall',
  'HKCU\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall',
];

/** By the published names, switches and processes. */
export function findOnWindows(
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
