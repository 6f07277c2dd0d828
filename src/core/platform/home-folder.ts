import os from 'node:os';
import path from 'node:path';

/** The XDG rules: an empty or relative path counts as unset. */
export const absoluteFolder = (folder: string | undefined): string | null =>
  folder !== undefined && path.isAbsolute(folder) ? folder : null;

/** Null for a user without an entry among the users of the system, as in containers, when HOME is not set either. */
export function homeFolder(): string | null {
  try {
    return absoluteFolder(os.homedir());
  } catch {
    return null;
  }
}
