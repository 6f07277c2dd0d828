import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { messageOf } from '../platform/message-of.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { isAsSigned } from './stage-installer.ts';
import type { Installer } from './updates-schema.ts';

export interface KeptInstaller {
  /** Only administrators may write here. */
  readonly folder: string;
  readonly staged: string;
  readonly version: string;
  readonly installer: Installer;
  /** Version of the program that runs: its installer is the way back. */
  readonly current: string;
}

/**
 * Copies a staged installer to where only administrators may write, and verifies the copy. Those of other versions are removed, but
 * not that of the program that runs.
 * @returns the copy; `update-installer-mismatch`, `update-not-installed`.
 */
export async function keepInstaller({
  folder,
  staged,
  version,
  installer,
  current,
}: KeptInstaller): Promise<Result<string>> {
  const copy = path.join(folder, version, installer.file);
  try {
    mkdirSync(path.dirname(copy), { recursive: true, mode: 0o755 });
    copyFileSync(staged, copy);
    if (!(await isAsSigned(copy, installer))) {
      rmSync(copy, { force: true });
      return fail('update-installer-mismatch', { file: installer.file });
    }
    for (const name of readdirSync(folder))
      if (/^\d+\.\d+\.\d+$/.test(name) && name !== version && name !== current)
        rmSync(path.join(folder, name), { recursive: true, force: true });
    return succeed(copy);
  } catch (cause) {
    return fail('update-not-installed', { detail: messageOf(cause) });
  }
}
