import { Worker } from 'node:worker_threads';
import type { Question, SystemInformationAnswers } from './systeminformation-worker.ts';

/**
 * Asks systeminformation where no file answers: the library starts PowerShell, system_profiler or ps, partly with execSync,
 * so it runs in a worker that can be ended at the deadline without stopping the screen.
 */
export async function askSystemInformation<Asked extends Question>(
  question: Asked,
  signal: AbortSignal,
): Promise<SystemInformationAnswers[Asked]> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const worker = new Worker(new URL(`./systeminformation-worker.${extension}`, import.meta.url), {
    workerData: question,
  });
  const stop = () => void worker.terminate();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`systeminformation worker ended with code ${code}`)));
    });
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}
