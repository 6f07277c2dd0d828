import type { Probe } from '../probe.ts';
import { type HostEnvironment, hostEnvironment } from '../../platform/host-environment.ts';
import type { RemoteAccessProgram } from '../../published/remote-access-program.ts';

/**
 * How the PC is secured, for inspections: read only, with the rights the program has. The readers are loaded when they are
 * asked for: no ordinary check pays for them.
 * @param sought published programs for remote access.
 */
export function createSecurityProbe(
  sought: readonly RemoteAccessProgram[],
  dataDirectory: string,
  environment: HostEnvironment = hostEnvironment(),
): Probe<'security'> {
  return {
    id: 'security',
    // Windows takes seconds to start PowerShell on an old disk, and has a deadline of its own below this one.
    deadlineMs: 30_000,
    async look(signal) {
      const { readSecurity } = await import('./read-security.ts');
      return await readSecurity({ sought, dataDirectory, environment, signal });
    },
  };
}
