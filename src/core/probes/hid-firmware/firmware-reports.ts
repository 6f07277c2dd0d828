import type { FirmwareLayout } from '../../../shared/domain/hid-firmware.ts';

/** A feature report as it is asked for. */
export interface FeatureReport {
  readonly id: number;
  /** Bytes with the id: Windows refuses less than the longest report of the device. */
  readonly length: number;
}

/**
 * The version reports of each layout, in the order in which they are tried. All are GET_REPORT requests; nothing is ever sent. What a
 * device tells only after a command (Bigscreen Beyond's 0x56) is left alone: SteamVR may be using it.
 */
export const VERSION_REPORTS: Readonly<Record<FirmwareLayout, readonly FeatureReport[]>> = {
  lighthouse: [
    { id: 0x05, length: 64 },
    { id: 0x13, length: 64 },
  ],
  'vive-mainboard': [{ id: 0x04, length: 65 }],
  'rift-s': [{ id: 0x01, length: 43 }],
};

/** The stored configuration of a lighthouse device: the first rewinds it, each of the second gives the next piece. */
export const CONFIG_START: FeatureReport = { id: 0x10, length: 64 };
export const CONFIG_NEXT: FeatureReport = { id: 0x11, length: 64 };

/** A control transfer takes some milliseconds; a device that is asleep up to a tenth of a second. */
export const REPORT_DEADLINE_MS = 400;
/** Of a whole configuration. */
export const CONFIG_DEADLINE_MS = 1000;
/** The answers of all devices: two reports and a configuration, and room for the start of a process. */
export const FIRMWARE_DEADLINE_MS = 2 * REPORT_DEADLINE_MS + CONFIG_DEADLINE_MS + 400;
/** Threads of the process that asks: every device may hang in one of its own, and others still answer. */
export const THREADS = 16;
