import type { UnreadReason, UsbPowerPlan } from '../../../shared/domain/usb-power.ts';
import type { PowerValue } from '../../../shared/domain/usb-terms.ts';

/** What Windows knows of its devices, as the probe reads it: no judgement, nothing derived. */

/** A node of the device tree. */
export interface DeviceNode {
  /** Device instance id, e.g. `USB\VID_28DE&PID_2300\LHR-1A2B3C4D`, in capitals where Windows does not distinguish. */
  readonly instance: string;
  readonly parent: string | null;
  /** Null: a device that was here and is gone. */
  readonly status: { readonly bits: number; readonly problem: number } | null;
  /** NTSTATUS behind the problem, in eight hex digits. */
  readonly problemStatus: string | null;
  readonly hardwareIds: readonly string[];
  readonly compatibleIds: readonly string[];
  readonly service: string | null;
  /** What the device says of itself: iProduct of a device, the name of a function. */
  readonly busReported: string | null;
  /** `PCIROOT(0)#PCI(1400)#USBROOT(0)#USB(3)`. */
  readonly locationPath: string | null;
  /** Port of the hub above. */
  readonly address: number | null;
  /** Of its socket, as the firmware tells it: `back`, `front` … */
  readonly panel: string | null;
  readonly driver: NodeDriver | null;
  /** DEVICE_POWER_STATE: 1 working (D0) to 4 asleep (D3). */
  readonly power: number | null;
  /** Instants in ISO 8601. */
  readonly lastArrival: string | null;
  readonly lastRemoval: string | null;
  /** How its driver may save power, by its key; left out for nodes that were not asked. */
  readonly saving?: PowerValues | { readonly unread: UnreadReason };
}

export type PowerValues = { readonly values: { readonly [Name in PowerValue]?: number } };

/** Properties of a node of which nobody asked, or that has none. */
export const NO_PROPERTIES = {
  problemStatus: null,
  compatibleIds: [],
  service: null,
  busReported: null,
  locationPath: null,
  address: null,
  panel: null,
  driver: null,
  power: null,
  lastArrival: null,
  lastRemoval: null,
} as const satisfies Partial<DeviceNode>;

export interface NodeDriver {
  readonly provider: string | null;
  readonly version: string | null;
  /** Civil date. */
  readonly date: string | null;
  readonly inf: string | null;
}

/** What a hub answers about one of its ports. Numbers as usbioctl.h has them. */
export interface PortReading {
  readonly port: number;
  /** USB_CONNECTION_STATUS. */
  readonly status: number;
  /** USB_DEVICE_SPEED: 0 low, 1 full, 2 high, 3 super. */
  readonly speed: number;
  /** Of the device; 0: not configured. */
  readonly configurationValue: number;
  readonly isHub: boolean;
  readonly address: number;
  /** 18 bytes in hex; empty where nothing is connected. */
  readonly deviceDescriptor: string;
  /** USB_PROTOCOLS that the port can: 1 USB 1.1, 2 USB 2, 4 USB 3; null where the system does not tell. */
  readonly protocols: number | null;
  /** Of the device: 1 operates at SuperSpeed, 2 capable of it, 4 and 8 the same for SuperSpeedPlus. */
  readonly flags: number;
  /** USB_PORT_PROPERTIES: 1 a person can reach it, 2 debug port, 4 several companions, 8 Type-C; null where not reported. */
  readonly connector: number | null;
  readonly companion: { readonly port: number; readonly hub: string } | null;
  /** Raw configuration descriptor in hex; null where it cannot be read. */
  readonly configuration: string | null;
  /** In the first language the device has; undefined: it has no such string, null: it did not answer. */
  readonly strings: {
    readonly manufacturer?: string | null;
    readonly product?: string | null;
    readonly serial?: string | null;
  };
  /** What vendor interfaces `ff/ff/00` call themselves, by their number. */
  readonly interfaceNames: Readonly<Record<number, string>>;
}

export interface HubReading {
  readonly instance: string;
  readonly path: string;
  /** USB_HUB_TYPE: 1 root hub, 2 USB 2 hub, 3 USB 3 hub. */
  readonly kind: number;
  /** Highest port number. */
  readonly portCount: number;
  /** Ports that answered. */
  readonly ports: readonly PortReading[];
  readonly busPowered: boolean;
}

/** A hub that reported nothing: Windows' error code, or that it did not answer in time. */
export interface SilentHub {
  readonly path: string;
  readonly instance: string | null;
  readonly reason: { readonly error: number } | 'no-answer';
}

/** A HID collection. */
export interface CollectionReading {
  readonly instance: string;
  readonly path: string;
  /** Null where not even looking is allowed: a program holds it for itself. */
  readonly vendorId: number | null;
  readonly productId: number | null;
  readonly usagePage: number | null;
  readonly usage: number | null;
  readonly manufacturer: string | null;
  readonly product: string | null;
  readonly serial: string | null;
  /** Error code of opening it for reading and writing; 0 it opened, null it was not tried, `no-answer` it took too long. */
  readonly opened: number | null | 'no-answer';
}

/** An event about a device in a log of Windows, without its text. */
export interface EventReading {
  readonly id: number;
  /** ISO 8601. */
  readonly at: string;
  readonly instance: string;
}

/** What the logs hold of the last days. */
export interface EventLogReading {
  readonly events: readonly EventReading[];
  /** Of the oldest event in the log that tells of removals; null: it was not read. */
  readonly since: string | null;
  readonly unread: UnreadReason | 'too-long' | null;
}

/** Everything that one look found. */
export interface DeviceReading {
  readonly nodes: readonly DeviceNode[];
  readonly hubs: readonly HubReading[];
  readonly silentHubs: readonly SilentHub[];
  readonly powerPlan?: UsbPowerPlan | undefined;
  readonly eventLog?: EventLogReading | undefined;
  readonly collections: readonly CollectionReading[];
}
