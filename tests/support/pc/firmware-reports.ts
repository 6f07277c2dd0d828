import { deflateSync } from 'node:zlib';

/** Reports as devices send them, made from their numbers. */

/** Firmware of a wired Vive controller and of a Vive headset, in public recordings of the two. */
export const WAND = 0x56f5_5118;
export const HMD = 0x56ce_8ea8;
/** Of an Index controller, in the source of libsurvive. */
export const KNUCKLES = 0x5d28_35b5;

export function lighthouseReport(seconds: number, id = 0x05): Buffer {
  const report = Buffer.alloc(64);
  report[0] = id;
  report.writeUInt32LE(seconds, 1);
  report.write('builder', 0x09, 'latin1');
  report.write('name', 0x19, 'latin1');
  report.set([0, 5, 1, 129], 0x29);
  report.set([6, 2], 0x31);
  return report;
}

export function mainboardReport(version: number, type = 0x2987): Buffer {
  const report = Buffer.alloc(65);
  report[0] = 0x04;
  report.writeUInt16LE(type, 1);
  report[3] = 60;
  // HVR, AA01: what the display of a Vive calls itself.
  report.set([0x22, 0xd2, 0x01, 0xaa], 4);
  report.writeUInt32LE(version, 12);
  return report;
}

/** The pieces of report 0x11, with the empty one at the end. */
export function configReports(config: unknown): Buffer[] {
  const packed = deflateSync(JSON.stringify(config));
  const piece = (bytes: Buffer) =>
    Buffer.concat([Buffer.from([0x11, bytes.length]), bytes, Buffer.alloc(62 - bytes.length)]);
  const pieces = Array.from({ length: Math.ceil(packed.length / 62) }, (_, at) =>
    piece(packed.subarray(62 * at, 62 * at + 62)),
  );
  return [...pieces, piece(Buffer.alloc(0))];
}

/** What a device answers that rewinds its configuration. */
export const CONFIG_REWOUND = Buffer.concat([Buffer.from([0x10]), Buffer.alloc(63)]);
