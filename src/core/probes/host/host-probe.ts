import { statfs } from 'node:fs/promises';
import os from 'node:os';
import type { DiskFacts, HostFacts } from '../../../shared/domain/host-facts.ts';
import type { Probe } from '../probe.ts';
import { openRegistry } from '../../platform/registry/registry.ts';
import { readLinuxGpus, readLinuxOs } from './linux-host.ts';

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

export async function readDisks(dataDirectory: string): Promise<DiskFacts[] | null> {
  const disks = await Promise.all([systemRoot(), dataDirectory].map(diskAt));
  const found = disks.filter((disk) => disk !== null);
  if (found.length === 0) return null;
  const [system, data] = found;
  // The data folder usually lies on the system disk: then it is one disk, not two.
  const same = data !== undefined && data.totalBytes === system!.totalBytes && data.freeBytes === system!.freeBytes;
  return same ? [system!] : found;
}

/** Facts that Node itself reads on every system without starting a program. */
export function readProcessorAndMemory(): Pick<HostFacts, 'cpu' | 'memory'> {
  const cpus = os.cpus();
  const total = os.totalmem();
  return {
    cpu: cpus.length === 0 ? null : { model: cpus[0]!.model.trim(), logicalCores: cpus.length },
    // libuv reports MemAvailable on Linux and the available physical memory on Windows.
    memory: total > 0 ? { totalBytes: total, availableBytes: os.freemem() } : null,
  };
}

/** @param dataDirectory the disk that holds it is looked at beside the system disk. */
export function createHostProbe(dataDirectory: string): Probe<'host'> {
  return {
    id: 'host',
    deadlineMs: 10_000,
    async look(signal) {
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
      const { readThroughSystemInformation } = await import('./systeminformation.ts');
      const read = await readThroughSystemInformation(signal);
      return {
        facts: { ...read, ...readProcessorAndMemory(), disks: await disks },
        sources: ['systeminformation 5', 'node:os', 'statfs'],
      };
    },
  };
}
