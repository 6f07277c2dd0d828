import { Worker } from 'node:worker_threads';
import type { HostFacts } from '../../../shared/domain/host-facts.ts';
import type { SystemInformationAnswer } from './systeminformation-worker.ts';

const textOrNull = (text: string | undefined): string | null =>
  text === undefined || text.trim() === '' ? null : text.trim();

/** Our facts from the library's answer; empty strings are its way to say "not known". */
export function hostFactsOf({ osInfo, graphics }: SystemInformationAnswer): Pick<HostFacts, 'os' | 'gpus'> {
  return {
    os: {
      platform: osInfo.platform,
      name: textOrNull(osInfo.distro),
      version: textOrNull(osInfo.release),
      build: textOrNull(osInfo.build) ?? textOrNull(osInfo.kernel),
    },
    gpus: graphics.controllers.map((controller) => ({
      name: textOrNull(controller.model) ?? textOrNull(controller.vendor) ?? '?',
      pciId: null,
      driver: textOrNull(controller.vendor),
      driverVersion: textOrNull(controller.driverVersion),
    })),
  };
}

/**
 * Windows and macOS: the library starts PowerShell or system_profiler, partly with execSync, so it runs in a worker that
 * can be ended at the deadline without stopping the screen.
 */
export async function readThroughSystemInformation(signal: AbortSignal): Promise<Pick<HostFacts, 'os' | 'gpus'>> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const worker = new Worker(new URL(`./systeminformation-worker.${extension}`, import.meta.url));
  const stop = () => void worker.terminate();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise((resolve, reject) => {
      worker.once('message', (answer: SystemInformationAnswer) => resolve(hostFactsOf(answer)));
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`systeminformation worker ended with code ${code}`)));
    });
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}
