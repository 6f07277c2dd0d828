import { type HostEnvironment, hostEnvironment } from '../../platform/host-environment.ts';
import type { RemoteAccessProgram } from '../../published/security-policy.ts';
import type { Probe } from '../probe.ts';

/**
 * Reads how the PC is secured, for inspections: read-only, with the rights of this program. The readers are loaded when they are
 * needed, because no ordinary check uses them.
 * @param sought published programs for remote access.
 */
export function createSecurityProbe(
  sought: readonly RemoteAccessProgram[],
  dataDirectory: string,
  environment: HostEnvironment = hostEnvironment(),
): Probe<'security'> {
  return {
    id: 'security',
    // Starting PowerShell from an old disk takes seconds; it has a shorter deadline of its own.
    deadlineMs: 30_000,
    async read(signal) {
      const { readSecurity } = await import('./read-security.ts');
      return await readSecurity({ sought, dataDirectory, environment, signal });
    },
  };
}
