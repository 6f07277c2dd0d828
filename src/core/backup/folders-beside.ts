import { existsSync, renameSync } from 'node:fs';

/** Folders beside the data folder while a backup is restored: unfinished, and complete. */
export const foldersBeside = (dataDirectory: string): { readonly draft: string; readonly ready: string } => ({
  draft: `${dataDirectory}.restoring`,
  ready: `${dataDirectory}.restored`,
});

/** After a power cut between moving the former data folder away and putting the restored one in its place. */
export function finishInterruptedRestore(dataDirectory: string): void {
  const { ready } = foldersBeside(dataDirectory);
  if (existsSync(dataDirectory) || !existsSync(ready)) return;
  try {
    renameSync(ready, dataDirectory);
  } catch {
    // What needs the data folder says why it cannot be written.
  }
}
