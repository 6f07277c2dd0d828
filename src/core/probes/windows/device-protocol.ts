import type { UsbPowerPlan } from '../../../shared/domain/usb-power.ts';
import type { DeviceQueue, FirmwareAnswer } from '../hid-firmware/read-firmware.ts';
import type { CollectionReading, DeviceNode, EventLogReading, HubReading, SilentHub } from './device-reading.ts';

/** One question for the process that reads devices. Each may hang in a driver, so each has a deadline of its own. */
export type DeviceQuestion =
  | { readonly ask: 'tree' }
  /** Which USB devices there are and what is wrong with them, and nothing else. */
  | { readonly ask: 'conditions' }
  | { readonly ask: 'events' }
  | { readonly ask: 'hub'; readonly path: string; readonly instance: string }
  | { readonly ask: 'collection'; readonly path: string; readonly instance: string; readonly isTried: boolean }
  | { readonly ask: 'firmware'; readonly queues: readonly DeviceQueue[] };

export interface DeviceAnswers {
  readonly tree: {
    readonly nodes: readonly DeviceNode[];
    readonly hubs: readonly { readonly path: string; readonly instance: string | null }[];
    readonly collections: readonly { readonly path: string; readonly instance: string }[];
    readonly powerPlan: UsbPowerPlan;
  };
  /** A text that is another one when a device has come, gone, failed or recovered. */
  readonly conditions: string;
  readonly events: EventLogReading;
  readonly hub: HubReading | SilentHub;
  readonly collection: CollectionReading;
  readonly firmware: readonly FirmwareAnswer[];
}

export interface DeviceRequest {
  readonly id: number;
  readonly question: DeviceQuestion;
}

/** Number of the reply that the process sends by itself, once it has loaded its library. */
export const READY = 0;

export interface DeviceReply {
  readonly id: number;
  /** The answer, or why there is none: `library` where koffi does not load. */
  readonly answer:
    | { readonly value: DeviceAnswers[DeviceQuestion['ask']] | null }
    | { readonly failed: 'library' | 'error'; readonly detail: string };
}
