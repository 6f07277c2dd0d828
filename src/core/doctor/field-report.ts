import os from 'node:os';
import { writeFile } from 'node:fs/promises';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import type { DeviceCatalogue } from '../published/catalogue.ts';
import { logForOthers } from '../incidents/program-log.ts';
import { messageOf } from '../platform/message-of.ts';
import { VERSION } from '../platform/version.ts';
import type { Probes } from '../probes/probe.ts';
import { runProbe } from '../probes/run-probe.ts';
import { anonymise, type Json } from './anonymise.ts';

/** Of what failed of the program lately; the settings page exports all of it. */
const MOST_LOGGED = 100;

/** Everything the USB and HID probes see on this PC, and on Windows all they were given, with how long each answer took. */
async function takeReport(probes: Pick<Probes, 'usb' | 'hid'>, logDirectory: string | null): Promise<Json> {
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
    log: logDirectory === null ? [] : logForOthers(logDirectory).slice(0, MOST_LOGGED),
  };
  // Through text, so that nothing is in it that a file could not hold.
  return JSON.parse(JSON.stringify(report)) as Json;
}

/**
 * Writes the report into a new file.
 * @param logDirectory whose log goes with it; null: none.
 * @returns the file, `file-exists` where there is one already, or `file-not-written`.
 */
export async function writeFieldReport(
  file: string,
  probes: Pick<Probes, 'usb' | 'hid'>,
  catalogue: Pick<DeviceCatalogue, 'lists'>,
  logDirectory: string | null = null,
): Promise<Result<string>> {
  const names = [os.homedir(), os.hostname()];
  const text = anonymise(await takeReport(probes, logDirectory), (...id) => catalogue.lists(...id), names);
  try {
    await writeFile(file, `${text}\n`, { flag: 'wx' });
    return succeed(file);
  } catch (cause) {
    const isThere = (cause as NodeJS.ErrnoException).code === 'EEXIST';
    return isThere ? fail('file-exists', { file }) : fail('file-not-written', { file, detail: messageOf(cause) });
  }
}
