import type { HostEnvironment } from '../../platform/host-environment.ts';
import { readBlockedKeys } from './keyboard-filter-rules.ts';
import { readLinuxLockdown } from './linux-lockdown.ts';
import type { LockdownFacts } from './lockdown-facts.ts';
import { readWindowsLockdown } from './windows-lockdown.ts';

/** Reads what the operating system enforces. Changes nothing. */
export async function readLockdown(environment: HostEnvironment, signal: AbortSignal): Promise<LockdownFacts> {
  const { platform, env, root, account } = environment;
  if (platform === 'linux') return readLinuxLockdown(root, account?.user ?? null);
  if (platform !== 'win32') return { platform: 'other' };
  const registry = await environment.registry();
  const facts = readWindowsLockdown(registry, null);
  // PowerShell takes seconds, and has an answer only where the service is.
  if (facts.keyboardFilter.service !== 'automatic') return facts;
  return readWindowsLockdown(registry, await readBlockedKeys(env['SystemRoot'], signal));
}
