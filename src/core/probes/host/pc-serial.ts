import { readFile } from 'node:fs/promises';
import { nameOrNull } from '../../../shared/pc-identity.ts';

/*
 * The serial number and UUID that the firmware gives the PC (SMBIOS 3.7, structure type 1). The serial is read only to find the row
 * of this PC in a school file; it is not recorded.
 */

export interface FirmwareIds {
  readonly serial: string | null;
  readonly uuid: string | null;
}

const NOTHING: FirmwareIds = { serial: null, uuid: null };
/** Fillers that are no name of a model. */
const SERIAL_FILLERS = /^(?:system serial number|chassis serial number|serial number|0123456789|123456789)$/i;

export function serialOrNull(text: string | null): string | null {
  const serial = nameOrNull(text);
  return serial === null || SERIAL_FILLERS.test(serial) ? null : serial;
}

/** All zeros, all ones: the firmware has none. */
const uuidOrNull = (text: string | null): string | null => {
  const digits = text?.toLowerCase().replaceAll(/[^0-9a-f]/g, '') ?? '';
  return digits.length !== 32 || /^(?:0+|f+)$/.test(digits) ? null : digits;
};

const SYSTEM = 1;
const END_OF_TABLE = 127;

/** Reads the system structure of an SMBIOS table. A damaged table has none. */
export function readSmbios(table: Uint8Array): FirmwareIds {
  for (let at = 0; at + 4 <= table.length;) {
    const [type, length] = [table[at]!, table[at + 1]!];
    if (length < 4 || type === END_OF_TABLE) return NOTHING;
    const strings = stringsAt(table, at + length);
    if (type === SYSTEM && length >= 8) {
      const uuid = length >= 25 ? Buffer.from(table.subarray(at + 8, at + 24)).toString('hex') : null;
      return { serial: serialOrNull(strings.texts[table[at + 7]! - 1] ?? null), uuid: uuidOrNull(uuid) };
    }
    at = strings.end;
  }
  return NOTHING;
}

/** The strings behind a structure: each ends with a zero byte, all of them with another. */
function stringsAt(table: Uint8Array, begin: number): { texts: string[]; end: number } {
  const texts: string[] = [];
  let at = begin;
  while (at < table.length && table[at] !== 0) {
    const end = table.indexOf(0, at);
    if (end < 0) return { texts, end: table.length };
    texts.push(Buffer.from(table.subarray(at, end)).toString('latin1'));
    at = end + 1;
  }
  return { texts, end: texts.length === 0 ? begin + 2 : at + 1 };
}

/** Linux lets only root read them. */
export async function readFirmwareIds(): Promise<FirmwareIds> {
  if (process.platform === 'win32') return await readOnWindows();
  const read = async (name: string) => await readFile(`/sys/class/dmi/id/${name}`, 'utf8').catch(() => null);
  return { serial: serialOrNull(await read('product_serial')), uuid: uuidOrNull(await read('product_uuid')) };
}

/** `RSMB` as GetSystemFirmwareTable takes it; its answer begins with 8 bytes of its own. */
const RAW_SMBIOS = 0x52534d42;
const ANSWER_HEADER = 8;
const MAX_TABLE = 1 << 20;

async function readOnWindows(): Promise<FirmwareIds> {
  try {
    const { default: koffi } = await import('koffi');
    const getTable = koffi
      .load('kernel32.dll')
      .func('uint32_t GetSystemFirmwareTable(uint32_t provider, uint32_t table, _Out_ uint8_t *buffer, uint32_t size)');
    const size = getTable(RAW_SMBIOS, 0, null, 0) as number;
    if (size <= ANSWER_HEADER || size > MAX_TABLE) return NOTHING;
    const answer = Buffer.alloc(size);
    const written = getTable(RAW_SMBIOS, 0, answer, size) as number;
    return written > size ? NOTHING : readSmbios(answer.subarray(ANSWER_HEADER, written));
  } catch {
    // Without the library the PC is known by its name alone.
    return NOTHING;
  }
}
