import { Worker } from 'node:worker_threads';
import type { ExaminedFile } from './examination-worker.ts';

/**
 * Reads the whole database in a thread of its own, with a connection of its own that cannot write: it takes seconds.
 * @returns whether everything is as it should be; null where that could not be found out, or the signal was aborted.
 */
export async function examineInWorker(file: string, signal: AbortSignal): Promise<boolean | null> {
  if (signal.aborted) return null;
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const worker = new Worker(new URL(`./examination-worker.${extension}`, import.meta.url), {
    workerData: file satisfies ExaminedFile,
  });
  // Whoever closes the program does not wait for it.
  worker.unref();
  const stop = () => void worker.terminate();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise((resolve) => {
      worker.once('message', resolve);
      worker.once('error', () => resolve(null));
      worker.once('exit', () => resolve(null));
    });
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}
