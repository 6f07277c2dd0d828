import { inflateSync } from 'node:zlib';
import type { LighthouseConfig } from '../../../shared/domain/hid-firmware.ts';

/** Most pieces that are read: real configurations take about fifty. */
export const MAX_PIECES = 512;
/** Longest configuration; real ones are 10 to 20 KB. */
const MAX_BYTES = 128 * 1024;
/** Room for bytes of a piece, after the id and the length. */
const PIECE_ROOM = 62;

/** The bytes of one piece; empty at the end, null where it is none. */
export function pieceIn(report: Buffer, asked: number): Buffer | null {
  const [id, length] = report;
  if (id !== asked || length === undefined || length > PIECE_ROOM || report.length < 2 + length) return null;
  return report.subarray(2, 2 + length);
}

const PLAIN = /^[\x20-\x7e]{1,64}$/;
const textIn = (record: object, key: string): string | null => {
  const value = (record as Readonly<Record<string, unknown>>)[key];
  return typeof value === 'string' && PLAIN.test(value) ? value : null;
};

/** Reads a compressed configuration of any content; null where it is none. Pure. */
export function parseLighthouseConfig(compressed: Buffer): LighthouseConfig | null {
  let config: unknown;
  try {
    config = JSON.parse(inflateSync(compressed, { maxOutputLength: MAX_BYTES }).toString('utf8'));
  } catch {
    return null;
  }
  if (typeof config !== 'object' || config === null || Array.isArray(config)) return null;
  return {
    model: textIn(config, 'model_number'),
    class: textIn(config, 'device_class'),
    serial: textIn(config, 'device_serial_number'),
    mainboardSerial: textIn(config, 'mb_serial_number'),
  };
}
