import type { SecurityFacts } from '../../../../shared/domain/security-facts.ts';
import { kindAt } from '../../files/open-file.ts';
import type { RemoteAccessProgram } from '../../../published/security-policy.ts';
import { foundPrograms } from '../remote-access.ts';
import type { LinuxPc } from './linux-pc.ts';

/** By the published paths and processes. */
export async function findOnLinux(
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
