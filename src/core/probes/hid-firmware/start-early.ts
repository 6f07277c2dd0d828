import { readFile, readdir } from 'node:fs/promises';
import { FirmwareChild } from './firmware-child.ts';
import type { FirmwareSourceOf } from './ask-firmware.ts';

const HIDRAW = '/sys/class/hidraw';

async function reports(name: string, sourceOf: FirmwareSourceOf): Promise<boolean> {
  const text = await readFile(`${HIDRAW}/${name}/device/uevent`, 'utf8').catch(() => '');
  const [, vendorId, productId] = /^HID_ID=[0-9A-F]{4}:0000([0-9A-F]{4}):0000([0-9A-F]{4})$/im.exec(text) ?? [];
  if (vendorId === undefined || productId === undefined) return false;
  return sourceOf(vendorId.toLowerCase(), productId.toLowerCase()) !== null;
}

/** Linux: starts the process while the devices are listed, where sysfs shows one to ask; null elsewhere. */
export async function startEarly(sourceOf: FirmwareSourceOf): Promise<FirmwareChild | null> {
  const names = await readdir(HIDRAW).catch(() => []);
  const found = await Promise.all(names.map((name) => reports(name, sourceOf)));
  return found.includes(true) ? new FirmwareChild() : null;
}
