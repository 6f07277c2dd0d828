import type { FirmwareGap, FirmwareLayout, ReadFirmware } from '../../../shared/domain/hid-firmware.ts';

/** What the bytes of a report mean, or why they mean nothing. */
export type ParsedReport =
  | Pick<ReadFirmware, 'version' | 'hardware' | 'fpga' | 'monitor' | 'bytes'>
  | Extract<FirmwareGap, 'malformed' | 'empty'>;

const EARLIEST = Date.UTC(2010, 0) / 1000;
const LATEST = Date.UTC(2100, 0) / 1000;
const isPlausibleTime = (seconds: number): boolean => seconds >= EARLIEST && seconds < LATEST;

const isEmpty = (report: Buffer): boolean => report.subarray(1).every((byte) => byte === 0);

/** Lighthouse devices; field offsets by LighthouseRedox and Monado. Report 0x13 is published only as far as its time goes (libsurvive). */
function parseLighthouse(report: Buffer): ParsedReport {
  if (report.length < 5) return 'malformed';
  const seconds = report.readUInt32LE(1);
  if (!isPlausibleTime(seconds)) return 'malformed';
  const version = String(seconds);
  if (report[0] !== 0x05 || report.length < 0x33) return { version };
  const [micro, minor, major, product] = report.subarray(0x29, 0x2d);
  return { version, hardware: `${product} ${major}.${minor}.${micro}`, fpga: `${report[0x32]}.${report[0x31]}` };
}

const DEVICE_INFORMATION = 0x2987;
/** Three letters of five bits each, as EDID writes a maker; null where one of them is no letter. */
function edidMaker(packed: number): string | null {
  const letters = [10, 5, 0].map((shift) => (packed >> shift) & 0x1f);
  return letters.every((letter) => letter >= 1 && letter <= 26)
    ? String.fromCodePoint(...letters.map((letter) => letter + 64))
    : null;
}

/** The mainboard of a Vive; offsets by Monado's vive_protocol.h. */
function parseViveMainboard(report: Buffer): ParsedReport {
  if (report.length < 16 || report.readUInt16LE(1) !== DEVICE_INFORMATION) return 'malformed';
  const maker = edidMaker(report.readUInt16BE(4));
  const product = report.readUInt16LE(6).toString(16).toUpperCase().padStart(4, '0');
  const version = report.readUInt32LE(12);
  if (version === 0) return 'malformed';
  return { version: String(version), ...(maker !== null && { monitor: `${maker}${product}` }) };
}

/** The Rift S: Monado reads the report and nobody has published what its bytes mean. */
const parseRiftS = (report: Buffer): ParsedReport =>
  report.length < 2 ? 'malformed' : { version: null, bytes: report.toString('hex') };

const PARSERS: Readonly<Record<FirmwareLayout, (report: Buffer) => ParsedReport>> = {
  lighthouse: parseLighthouse,
  'vive-mainboard': parseViveMainboard,
  'rift-s': parseRiftS,
};

/** Reads a version report of any length and content. Pure. @param asked id that it must begin with. */
export function parseVersionReport(layout: FirmwareLayout, asked: number, report: Buffer): ParsedReport {
  if (report.length < 2) return 'malformed';
  if (isEmpty(report)) return 'empty';
  return report[0] === asked ? PARSERS[layout](report) : 'malformed';
}
