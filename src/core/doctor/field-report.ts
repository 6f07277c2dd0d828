import os from 'node:os';
import { writeFile } from 'node:fs/promises';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import type { DeviceCatalogue } from '../published/catalogue.ts';
import { messageOf } from '../platform/message-of.ts';
import { VERSION } from '../platform/version.ts';
import type { Probes } from '../probes/probe.ts';
import { runProbe } from '../probes/run-probe.ts';

/** Shortest text that is taken for a serial number: shorter ones occur by chance in ids. */
const MIN_SERIAL = 4;

/** Names that devices give themselves; those of phones and headphones are often people's. */
const NAMES: ReadonlySet<string> = new Set(['product', 'manufacturer', 'busReported', 'strings', 'interfaceNames']);

/** Values by these names are serial numbers. */
const isSerialName = (name: string): boolean => name === 'serial';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** `USB\VID_28DE&PID_2300\LHR-1A2B3C4D`: the last step is a serial number, unless Windows made it of the place. */
const serialIn = (instance: string): string | null => {
  const last = instance.split('\\').at(-1) ?? '';
  return last.includes('&') ? null : last;
};

function collectSerials(value: Json, found: Set<string>): void {
  if (value === null || typeof value !== 'object') return;
  if (Array.isArray(value)) {
    for (const each of value as readonly Json[]) collectSerials(each, found);
    return;
  }
  for (const [name, each] of Object.entries(value as { readonly [name: string]: Json })) {
    if (typeof each === 'string' && isSerialName(name)) found.add(each);
    else if (typeof each === 'string' && (name === 'instance' || name === 'parent')) {
      const serial = serialIn(each);
      if (serial !== null) found.add(serial);
    } else collectSerials(each, found);
  }
}

/** The ids a record is about, `28de:2300`; null where it is about no device. */
function idOf(record: { readonly [name: string]: Json }): { vendorId: string; productId: string } | null {
  const { vendorId, productId, instance, deviceDescriptor } = record;
  if (typeof vendorId === 'string' && typeof productId === 'string') return { vendorId, productId };
  const [, vendor, product] =
    /VID_([0-9A-F]{4})&PID_([0-9A-F]{4})/i.exec(typeof instance === 'string' ? instance : '') ?? [];
  if (vendor !== undefined && product !== undefined)
    return { vendorId: vendor.toLowerCase(), productId: product.toLowerCase() };
  if (typeof deviceDescriptor !== 'string' || deviceDescriptor.length < 24) return null;
  const bytes = Buffer.from(deviceDescriptor, 'hex');
  const hex = (at: number) => bytes.readUInt16LE(at).toString(16).padStart(4, '0');
  return { vendorId: hex(8), productId: hex(10) };
}

/** Leaves out what devices call themselves, unless the catalogue lists them. */
function withoutNames(value: Json, lists: DeviceCatalogue['lists']): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((each) => withoutNames(each, lists));
  const record = value as { readonly [name: string]: Json };
  const id = idOf(record);
  const isListed = id !== null && lists(id.vendorId, id.productId);
  return Object.fromEntries(
    Object.entries(record).map(([name, each]) => [
      name,
      NAMES.has(name) && !isListed ? null : withoutNames(each, lists),
    ]),
  );
}

/**
 * Makes a report that can be given away: serial numbers become `serial-1` and so on, the same everywhere, and devices that have
 * nothing to do with VR lose their names. Pure.
 */
export function anonymise(report: Json, lists: DeviceCatalogue['lists']): string {
  const serials = new Set<string>();
  collectSerials(report, serials);
  const longestFirst = [...serials].filter((it) => it.length >= MIN_SERIAL).toSorted((a, b) => b.length - a.length);
  const written = JSON.stringify(withoutNames(report, lists), null, 1);
  return longestFirst.reduce((text, serial, at) => {
    const quoted = JSON.stringify(serial).slice(1, -1);
    const escaped = quoted.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
    return text.replaceAll(new RegExp(escaped, 'gi'), `serial-${at + 1}`);
  }, written);
}

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
 * @returns the file, or `file-not-written`, also where there is one already.
 */
export async function writeFieldReport(
  file: string,
  probes: Pick<Probes, 'usb' | 'hid'>,
  catalogue: Pick<DeviceCatalogue, 'lists'>,
): Promise<Result<string>> {
  const text = anonymise(await takeReport(probes), (...id) => catalogue.lists(...id));
  try {
    await writeFile(file, `${text}\n`, { flag: 'wx' });
    return succeed(file);
  } catch (cause) {
    return fail('file-not-written', { file, detail: messageOf(cause) });
  }
}
