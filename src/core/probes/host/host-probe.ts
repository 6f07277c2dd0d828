import { statfs, opendir, readFile, readlink } from 'node:fs/promises';
import os from 'node:os';
import type { DiskFacts, HostFacts, GpuFacts } from '../../../shared/domain/host-facts.ts';
import type { Probe } from '../probe.ts';
import { openRegistry } from '../../platform/registry.ts';

/** `C:\` on Windows, `/` elsewhere. */
const systemRoot = (): string => (process.platform === 'win32' ? `${process.env['SystemDrive'] ?? 'C:'}\\` : '/');

async function diskAt(mount: string): Promise<DiskFacts | null> {
  try {
    const disk = await statfs(mount);
    return { mount, totalBytes: disk.blocks * disk.bsize, freeBytes: disk.bavail * disk.bsize };
  } catch {
    return null;
  }
}

async function readDisks(dataDirectory: string): Promise<DiskFacts[] | null> {
  const disks = await Promise.all([systemRoot(), dataDirectory].map(diskAt));
  const found = disks.filter((disk) => disk !== null);
  if (found.length === 0) return null;
  const [system, data] = found;
  // The data folder is usually on the system disk: then it is one disk, not two.
  const same = data !== undefined && data.totalBytes === system!.totalBytes && data.freeBytes === system!.freeBytes;
  return same ? [system!] : found;
}

/** Reads what Node provides on every system without starting a program. */
export function readProcessorAndMemory(): Pick<HostFacts, 'cpu' | 'memory'> {
  const cpus = os.cpus();
  const total = os.totalmem();
  return {
    cpu: cpus.length === 0 ? null : { model: cpus[0]!.model.trim(), logicalCores: cpus.length },
    // libuv reports MemAvailable on Linux and the available physical memory on Windows.
    memory: total > 0 ? { totalBytes: total, availableBytes: os.freemem() } : null,
  };
}

/** @param dataDirectory its disk is read in addition to the system disk. */
export function createHostProbe(dataDirectory: string): Probe<'host'> {
  return {
    id: 'host',
    deadlineMs: 10_000,
    async read(signal) {
      const disks = readDisks(dataDirectory);
      if (process.platform === 'linux') {
        const [system, gpus] = await Promise.all([readLinuxOs(os.release()), readLinuxGpus()]);
        return {
          facts: { os: system, ...readProcessorAndMemory(), gpus, disks: await disks },
          sources: ['/etc/os-release', '/proc', '/sys/class/drm', 'statfs'],
        };
      }
      if (process.platform === 'win32') {
        const [registry, { readWindowsGpus, readWindowsOs }] = await Promise.all([
          openRegistry(),
          import('./windows-host.ts'),
        ]);
        return {
          facts: {
            os: readWindowsOs(registry),
            ...readProcessorAndMemory(),
            gpus: readWindowsGpus(registry),
            disks: await disks,
          },
          sources: ['native-reg 1', 'node:os', 'statfs'],
        };
      }
      const { readThroughSystemInformation } = await import('../systeminformation/query-system-information.ts');
      const read = await readThroughSystemInformation(signal);
      return {
        facts: { ...read, ...readProcessorAndMemory(), disks: await disks },
        sources: ['systeminformation 5', 'node:os', 'statfs'],
      };
    },
  };
}

async function readTrimmed(path: string): Promise<string | null> {
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

async function readLinuxOs(kernel: string): Promise<HostFacts['os']> {
  const text = (await readTrimmed('/etc/os-release')) ?? (await readTrimmed('/usr/lib/os-release'));
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

/** Reads display adapters from DRM. The NVIDIA driver has its version and the product name in /proc. */
async function readLinuxGpus(): Promise<GpuFacts[]> {
  const cards: string[] = [];
  try {
    for await (const entry of await opendir('/sys/class/drm')) if (/^card\d+$/.test(entry.name)) cards.push(entry.name);
  } catch {
    return []; // No DRM: a server or a virtual machine.
  }
  return await Promise.all(
    cards.toSorted().map(async (card) => {
      const device = `/sys/class/drm/${card}/device`;
      const [vendor, id, driverLink] = await Promise.all([
        readTrimmed(`${device}/vendor`),
        readTrimmed(`${device}/device`),
        readlink(`${device}/driver`).catch(() => null),
      ]);
      const driver = driverLink?.split('/').at(-1) ?? null;
      const vendorId = vendor?.replace(/^0x/, '') ?? '';
      const pciId = vendor === null || id === null ? null : `${vendorId}:${id.replace(/^0x/, '')}`;
      const slot = (await readlink(device).catch(() => null))?.split('/').at(-1);
      const nvidia = slot === undefined ? null : await readTrimmed(`/proc/driver/nvidia/gpus/${slot}/information`);
      return {
        name: /^Model:\s*(.+)$/m.exec(nvidia ?? '')?.[1] ?? `${PCI_VENDORS[vendorId] ?? ''} ${pciId ?? card}`.trim(),
        pciId,
        driver,
        driverVersion: driver === null ? null : await readTrimmed(`/sys/module/${driver}/version`),
        driverDate: null,
        source: device,
      };
    }),
  );
}
