import type { HostFacts } from '../../../shared/domain/host-facts.ts';
import { askSystemInformation } from '../systeminformation/ask.ts';
import type { SystemInformationAnswers } from '../systeminformation/systeminformation-worker.ts';

const textOrNull = (text: string | undefined): string | null =>
  text === undefined || text.trim() === '' ? null : text.trim();

/** Our facts from the library's answer; empty strings are its way to say "not known". */
export function hostFactsOf({ osInfo, graphics }: SystemInformationAnswers['host']): Pick<HostFacts, 'os' | 'gpus'> {
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

/** macOS and systems we do not know ourselves. */
export const readThroughSystemInformation = async (signal: AbortSignal): Promise<Pick<HostFacts, 'os' | 'gpus'>> =>
  hostFactsOf(await askSystemInformation('host', signal));
