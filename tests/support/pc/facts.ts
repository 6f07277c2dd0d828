import type { Probe } from '../../../src/core/probes/probe.ts';
import type { AdbFacts } from '../../../src/shared/domain/adb-facts.ts';
import type { HidDeviceFacts } from '../../../src/shared/domain/hid-facts.ts';
import type { HostFacts } from '../../../src/shared/domain/host-facts.ts';
import type { ProbeId } from '../../../src/shared/domain/probe-ids.ts';
import type { ProbeFacts, ProbeOutcomes } from '../../../src/shared/domain/snapshot.ts';
import type { RuntimesFacts, SoftwareFacts } from '../../../src/shared/domain/software-facts.ts';
import type { Station } from '../../../src/shared/domain/station.ts';
import type { UsbDeviceFacts, UsbFacts, UsbInterfaceFacts } from '../../../src/shared/domain/usb-facts.ts';
import { linuxRuntimes } from './linux-pc.ts';

export const HID_INTERFACE: UsbInterfaceFacts = {
  number: 0,
  classCode: 3,
  subclassCode: 0,
  protocolCode: 0,
  endpointCount: 1,
  isochronous: false,
  driver: 'usbhid',
};

/** `usb('1-2.3', '28de:2300', { speed: 'full' })`: a USB device by kernel name and id. */
export function usb(key: string, id: string, more: Partial<UsbDeviceFacts> = {}): UsbDeviceFacts {
  const [bus = '1', path = ''] = key.split('-');
  const [vendorId = '', productId = ''] = id.split(':');
  return {
    key,
    bus,
    address: 1,
    ports: path.split('.').map(Number),
    controller: '0000:00:14.0',
    companionPorts: null,
    vendorId,
    productId,
    release: '1.00',
    usbVersion: '2.00',
    classCode: 0,
    speed: bus === '2' ? 'super' : 'high',
    manufacturer: null,
    product: null,
    serial: null,
    hubPorts: null,
    maxPowerMilliamps: 100,
    selfPowered: false,
    interfaces: [],
    defects: [],
    ...more,
  };
}

export const hub = (key: string, id: string, more: Partial<UsbDeviceFacts> = {}): UsbDeviceFacts =>
  usb(key, id, { classCode: 9, hubPorts: 4, ...more });

export function hidraw(usbKey: string, id: string, more: Partial<HidDeviceFacts> = {}): HidDeviceFacts {
  const [vendorId = '', productId = ''] = id.split(':');
  return {
    path: `/dev/hidraw-${usbKey}`,
    vendorId,
    productId,
    serial: null,
    manufacturer: null,
    product: null,
    interfaceNumber: 0,
    usagePage: 0xff00,
    usage: 1,
    bus: 'usb',
    usbKey,
    access: 'ok',
    accessDetail: null,
    ...more,
  };
}

/** A complete Index: USB 2 half at `1-<port>`, SuperSpeed half at `2-<port>`. */
export const index = (port = '2'): UsbDeviceFacts[] => [
  hub(`1-${port}`, '28de:2613'),
  hub(`1-${port}.3`, '0424:2744'),
  usb(`1-${port}.3.1`, '28de:2102', { speed: 'full', serial: 'RADIO', interfaces: [HID_INTERFACE] }),
  usb(`1-${port}.3.2`, '28de:2300', { speed: 'full', serial: 'LHR-00000001', interfaces: [HID_INTERFACE] }),
  hub(`2-${port}`, '0424:5744'),
];

export const station = (expected: Station['expected']): Station => ({
  schema: 'vrlab.station/1',
  school: '示范中学',
  campusZone: 'urban',
  lab: 'VR 教室 1',
  seat: '03',
  expected,
});

export const GOOD_HOST: HostFacts = {
  os: { platform: 'linux', name: 'Debian', version: '12', build: '6.1', edition: null },
  cpu: { model: 'CPU', logicalCores: 8 },
  memory: { totalBytes: 16 * 1024 ** 3, availableBytes: 8 * 1024 ** 3 },
  gpus: [],
  disks: [{ mount: '/', totalBytes: 500e9, freeBytes: 200e9 }],
};

export const NO_RUNTIMES: RuntimesFacts = {
  lookedFor: [],
  found: [],
  troubles: [],
  steamVr: null,
  openXr: { active: null, available: [], layers: [] },
};
export const NO_SOFTWARE: SoftwareFacts = { lookedFor: [], found: [], troubles: [], running: [] };

/** No stand-alone headset, and nothing to ask. */
export const NO_ADB: AdbFacts = { way: 'none', serverVersion: null, foreignService: false, headsets: [] };

/** A probe that answers at once. */
export const answering = <Id extends ProbeId>(id: Id, facts: ProbeFacts<Id>): Probe<Id> => ({
  id,
  deadlineMs: 1000,
  read: () => Promise.resolve({ facts, sources: [] }),
});

/** Outcomes of all probes that went well, with the given devices. */
/** @param plugged facts of the USB probe, or only the devices. */
export function outcomes(
  plugged: UsbDeviceFacts[] | UsbFacts,
  {
    hid = [],
    host = GOOD_HOST,
    runtimes = linuxRuntimes(),
    software = NO_SOFTWARE,
    adb = NO_ADB,
  }: {
    hid?: HidDeviceFacts[];
    host?: HostFacts;
    runtimes?: RuntimesFacts;
    software?: SoftwareFacts;
    adb?: AdbFacts;
  } = {},
): ProbeOutcomes {
  const done = { status: 'ok' as const, durationMs: 1, sources: ['test'] };
  return {
    usb: { ...done, facts: Array.isArray(plugged) ? { devices: plugged } : plugged },
    hid: { ...done, facts: { devices: hid } },
    host: { ...done, facts: host },
    runtimes: { ...done, facts: runtimes },
    software: { ...done, facts: software },
    adb: { ...done, facts: adb },
  };
}

export const failedOutcome = {
  status: 'failed' as const,
  durationMs: 1,
  sources: [] as string[],
  error: { code: 'unexpected', detail: 'x' },
};
