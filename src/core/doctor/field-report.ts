import os from 'node:os';
import { writeFile } from 'node:fs/promises';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import type { DeviceCatalogue } from '../published/catalogue.ts';
import { messageOf } from '../platform/message-of.ts';
import { VERSION } from '../platform/version.ts';
import type { Probes } from '../probes/probe.ts';
import { runProbe } from '../probes/run-probe.ts';
import { anonymise, type Json } from './anonymise.ts';

/** Everything the USB and HID probes see on this PC, and on Windows all they were given, with how long each answer took. */
async function takeReport(probes: Pick<Probes, 'usb' | 'hid'>): Promise<Json> {
  const { signal } = new AbortController();
  const usb = await runProbe(probes.usb, signal);
  const hid = await runProbe(probes.hid, signal);
  const reading =
    process.platform === 'win32' ? (await import('../probes/windows/windows-devices.ts')).lastReading() : null;
  const report = {
    schema: 'vrlab.field-report/1',
    tool: VERSION,
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    node: process.version,
    usb,
    hid,
    windows: reading,
  };
  // Through text, so that nothing is in it that a file could not hold.
  return JSON.parse(JSON.stringify(report)) as Json;
}

/**
 * Writes the report into a new file.
 * @returns the file, `file-exists` where there is one already, or `file-not-written`.
 */
export async function writeFieldReport(
  file: string,
  probes: Pick<Probes, 'usb' | 'hid'>,
  catalogue: Pick<DeviceCatalogue, 'lists'>,
): Promise<Result<string>> {
  const names = [os.homedir(), os.hostname()];
  const text = anonymise(await takeReport(probes), (...id) => catalogue.lists(...id), names);
  try {
    await writeFile(file, `${text}\n`, { flag: 'wx' });
    return succeed(file);
  } catch (cause) {
    const isThere = (cause as NodeJS.ErrnoException).code === 'EEXIST';
    return isThere ? fail('file-exists', { file }) : fail('file-not-written', { file, detail: messageOf(cause) });
  }
}
