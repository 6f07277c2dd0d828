import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { openRegistry } from '../../platform/registry.ts';
import type { PcMarks } from '../../signing/signing-key.ts';
import { readFirmwareIds } from './pc-serial.ts';

/** machine-id(5): the number itself must not be exposed, only a digest of one's own. */
const digest = (id: string): string =>
  createHmac('sha256', 'vrlab-check/device-key').update(id).digest('hex').slice(0, 32);

/** Boards leave their maker with the same UUID, byte by byte 03 00 02 00 …: it tells nothing. */
const SAME_ON_MANY = /^0300020004000500000600070008000[0-9]$|^0002000300040005000600070008000[0-9]$/;

/**
 * What tells this PC from one whose disk was copied: the number the system was installed with, and the firmware's. A copy that was
 * prepared (sysprep, systemd-firstboot) has another number of the system; one that was not, another firmware.
 */
export async function readPcMarks(): Promise<PcMarks> {
  const [system, { uuid }] = await Promise.all([readSystemId(), readFirmwareIds()]);
  return {
    ...(system !== null && { system: digest(system) }),
    ...(uuid !== null && !SAME_ON_MANY.test(uuid) && { firmware: digest(uuid) }),
  };
}

async function readSystemId(): Promise<string | null> {
  try {
    if (process.platform === 'win32') {
      const value = (await openRegistry()).value('HKLM\\SOFTWARE\\Microsoft\\Cryptography', 'MachineGuid');
      return value.kind === 'text' && value.text !== '' ? value.text.toLowerCase() : null;
    }
    const text = (await readFile('/etc/machine-id', 'utf8')).trim();
    return /^[0-9a-f]{32}$/.test(text) ? text : null;
  } catch {
    return null;
  }
}
