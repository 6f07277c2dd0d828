import type { Installer } from './updates-schema.ts';

/** Hands a staged update to the system: filled by a host, which knows how the program was installed and ends itself for it. */
export interface InstallUpdate {
  /** What can be installed on this PC by this host; null: nothing, e.g. a program started from its sources. */
  readonly kind: Installer['kind'] | null;
  /**
   * Folder that only administrators may write. What is started lies there, not in the data folder: whoever sits at the PC could put
   * something else in its place after it was verified. The installer before it stays there too.
   */
  readonly folder: string;
  /**
   * @param file in `folder`, verified just now; the host must hand exactly this file to the system.
   * @returns when the installer was started. @throws where the system refuses to.
   */
  start(file: string): Promise<void>;
}
