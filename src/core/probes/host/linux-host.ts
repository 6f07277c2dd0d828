import { opendir, readFile, readlink } from 'node:fs/promises';
import type { GpuFacts, HostFacts } from '../../../shared/domain/host-facts.ts';

async function textOf(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch {
    return null;
  }
}

/** `NAME=value` lines of os-release(5), quotes removed. */
export function parseOsRelease(text: string): Record<string, string> {
  const pairs = text.split('\n').flatMap((line) => {
    const match = /^([A-Z_]+)=(?:"(.*)"|'(.*)'|(.*))$/.exec(line.trim());
    return match === null ? [] : [[match[1]!, match[2] ?? match[3] ?? match[4] ?? ''] as const];
  });
  return Object.fromEntries(pairs);
}

export async function readLinuxOs(kernel: string): Promise<HostFacts['os']> {
  const text = (await textOf('/etc/os-release')) ?? (await textOf('/usr/lib/os-release'));
  const release = parseOsRelease(text ?? '');
  return {
    platform: 'linux',
    name: release['NAME'] ?? null,
    version: release['VERSION_ID'] ?? release['VERSION'] ?? null,
    build: kernel,
    edition: null,
  };
}

const PCI_VENDORS: Readonly<Record<string, string>> = { '10de': 'NVIDIA', '1002': 'AMD', '8086': 'Intel' };

/** Display adapters from DRM; the NVIDIA driver tells its version and the product name in /proc. */
export async function readLinuxGpus(): Promise<GpuFacts[]> {
  const cards: string[] = [];
  try {
    for await (const entry of await opendir('/sys/class/drm')) if (/^card\d+$/.test(entry.name)) cards.push(entry.name);
  } catch {
    return []; // No DRM at all: a server or a virtual machine.
  }
  return await Promise.all(
    cards.toSorted().map(async (card) => {
      const device = `/sys/class/drm/${card}/device`;
      const [vendor, id, driverLink] = await Promise.all([
        textOf(`${device}/vendor`),
        textOf(`${device}/device`),
        readlink(`${device}/driver`).catch(() => null),
      ]);
      const driver = driverLink?.split('/').at(-1) ?? null;
      const vendorId = vendor?.replace(/^0x/, '') ?? '';
      const pciId = vendor === null || id === null ? null : `${vendorId}:${id.replace(/^0x/, '')}`;
      const slot = (await readlink(device).catch(() => null))?.split('/').at(-1);
      const nvidia = slot === undefined ? null : await textOf(`/proc/driver/nvidia/gpus/${slot}/information`);
      return {
        name: /^Model:\s*(.+)$/m.exec(nvidia ?? '')?.[1] ?? `${PCI_VENDORS[vendorId] ?? ''} ${pciId ?? card}`.trim(),
        pciId,
        driver,
        driverVersion: driver === null ? null : await textOf(`/sys/module/${driver}/version`),
        driverDate: null,
        source: device,
      };
    }),
  );
}
