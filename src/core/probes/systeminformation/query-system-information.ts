import { Worker } from 'node:worker_threads';
import type { SystemInformationQuery, SystemInformationResults } from './systeminformation-worker.ts';
import type { HostFacts } from '../../../shared/domain/host-facts.ts';

/**
 * Queries systeminformation for facts that are in no file. The library starts PowerShell, system_profiler or ps, partly with
 * execSync, so it runs in a worker, which can be terminated at the deadline without blocking the screen.
 */
export async function querySystemInformation<Query extends SystemInformationQuery>(
  question: Query,
  signal: AbortSignal,
): Promise<SystemInformationResults[Query]> {
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

const textOrNull = (text: string | undefined): string | null =>
  text === undefined || text.trim() === '' ? null : text.trim();

/** Converts the library's result to facts; its empty strings mean "unknown". */
export function buildHostFacts({ osInfo, graphics }: SystemInformationResults['host']): Pick<HostFacts, 'os' | 'gpus'> {
  return {
    os: {
      platform: osInfo.platform,
      name: textOrNull(osInfo.distro),
      version: textOrNull(osInfo.release),
      build: textOrNull(osInfo.build) ?? textOrNull(osInfo.kernel),
      edition: null,
    },
    gpus: graphics.controllers.map((controller) => ({
      name: textOrNull(controller.model) ?? textOrNull(controller.vendor) ?? '?',
      pciId: null,
      driver: textOrNull(controller.vendor),
      driverVersion: textOrNull(controller.driverVersion),
      driverDate: null,
      source: 'systeminformation 5',
    })),
  };
}

/** Host facts of macOS and of systems without a reader of their own. */
export const readThroughSystemInformation = async (signal: AbortSignal): Promise<Pick<HostFacts, 'os' | 'gpus'>> =>
  buildHostFacts(await querySystemInformation('host', signal));
