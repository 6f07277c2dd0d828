import type { Installer } from './updates-schema.ts';

/**
 * Starts the installer of a staged update: filled by a host, which knows how it was installed and ends itself for it. No host does
 * yet. The command lines are in docs/updates.md.
 */
export interface InstallUpdate {
  /** What can be installed on this PC by this host; null: nothing, e.g. a program started from its sources. */
  readonly kind: Installer['kind'] | null;
  /**
   * @param file verified just now; the host must hand exactly this file to the system, and not look for it again.
   * @returns when the installer was started. @throws where the system refuses to.
   */
  start(file: string): Promise<void>;
}
