import { type FSWatcher, watch } from 'node:fs';
import { REQUEST_MARK_NAME } from '../../store/request-mark.ts';

/**
 * Tells when a program files something into this data folder, this one or another: the mark is written anew each time. Where the
 * folder cannot be watched, nothing is told; then what another program filed waits for the next kick.
 */
export function watchFilings(dataDirectory: string, signal: AbortSignal, filed: () => void): void {
  let watcher: FSWatcher;
  try {
    watcher = watch(dataDirectory, { signal, persistent: false });
  } catch {
    return;
  }
  watcher.on('change', (_, name) => {
    if (name === REQUEST_MARK_NAME) filed();
  });
  watcher.on('error', () => watcher.close());
}
