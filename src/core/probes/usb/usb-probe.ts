import path from 'node:path';
import type { WebUSB } from 'usb';
import type { UsbDeviceFacts, UsbInterfaceFacts } from '../../../shared/domain/usb-facts.ts';
import type { UsbSpeed } from '../../../shared/domain/usb-id.ts';
import { naturalOrder } from '../../platform/natural-order.ts';
import { messageOf } from '../../platform/message-of.ts';
import { loadNative } from '../../platform/native-library.ts';
import { type Probe, ProbeFailure } from '../probe.ts';
import { readKernelLog } from './kernel-log.ts';
import { readLinuxHistory } from './linux-history.ts';
import { readTroubledPorts } from './linux-ports.ts';
import { readControllers, readSysfsSpeed, readSysfsUsbFacts, type SysfsUsbFacts } from './linux-sysfs.ts';

type UsbDevice = Awaited<ReturnType<WebUSB['getDevices']>>[number];

const hex4 = (value: number) => value.toString(16).padStart(4, '0');

/** Formats bcdDevice and bcdUSB as lsusb does: two binary-coded bytes, whose digits are printed in hex. */
const bcd = (major: number, minor: number, subminor: number) =>
  `${major.toString(16)}.${minor.toString(16)}${subminor.toString(16)}`;

const speedOf = (speed: UsbDevice['speed'] | null): UsbSpeed | null =>
  speed === 'superPlus' ? 'super-plus' : (speed ?? null);

/** Reads a string where there is no sysfs: the getters of usb@3 throw where the system has no such string. */
function cachedString(read: () => string | null): string | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** The fields of WebUSB's USBConfiguration that are read here; usb@3 has no types for it. */
interface Configuration {
  readonly interfaces: readonly {
    readonly interfaceNumber: number;
    readonly alternate: {
      readonly interfaceClass: number;
      readonly interfaceSubclass: number;
      readonly interfaceProtocol: number;
    };
    readonly alternates: readonly { readonly endpoints: readonly { readonly type: string }[] }[];
  }[];
}

/** Reads the interfaces of the active configuration; usb@3 throws for a device that the system has not configured. */
function cachedInterfaces(device: UsbDevice): UsbInterfaceFacts[] | null {
  try {
    const { interfaces } = device.configuration as unknown as Configuration;
    return interfaces.map(({ interfaceNumber, alternate, alternates }) => ({
      number: interfaceNumber,
      classCode: alternate.interfaceClass,
      subclassCode: alternate.interfaceSubclass,
      protocolCode: alternate.interfaceProtocol,
      endpointCount: Math.max(0, ...alternates.map(({ endpoints }) => endpoints.length)),
      isochronous: alternates.some(({ endpoints }) => endpoints.some(({ type }) => type === 'isochronous')),
      driver: null,
    }));
  } catch {
    return null;
  }
}

const withoutSysfs = (device: UsbDevice): SysfsUsbFacts => ({
  controller: device.bus,
  companionPorts: null,
  manufacturer: cachedString(() => device.manufacturerName ?? null),
  product: cachedString(() => device.productName ?? null),
  serial: cachedString(() => device.serialNumber ?? null),
  hubPorts: null,
  maxPowerMilliamps: null,
  selfPowered: null,
  interfaces: cachedInterfaces(device),
  defects: [],
});

/** Short numbers of buses: Linux names a bus `001` and a device on it `1-2`; buses of other systems are numbered in the order of their names. */
function busNumbers(devices: readonly UsbDevice[]): Map<string, string> {
  const names = [...new Set(devices.map((device) => device.bus))].toSorted();
  return new Map(names.map((name, index) => [name, /^\d+$/.test(name) ? String(Number(name)) : String(index + 1)]));
}

async function enumerate(): Promise<UsbDevice[]> {
  const { WebUSB } = await loadNative('usb', () => import('usb'));
  try {
    return await new WebUSB({ allowAllDevices: true }).getDevices();
  } catch (cause) {
    const detail = messageOf(cause);
    // A virtual machine or container without USB: nothing can ever be connected here.
    if (detail.includes('/sys/bus/usb'))
      throw new ProbeFailure('usb-subsystem-missing', detail, { status: 'unsupported', cause });
    throw new ProbeFailure('enumeration-refused', detail, { cause });
  }
}

/** In a demonstration under umockdev the log of the kernel is a file among the devices; that of the PC has nothing to do with it. */
function readRecord(signal: AbortSignal) {
  const mocked = process.env['UMOCKDEV_DIR'];
  const log = mocked === undefined ? readKernelLog() : readKernelLog(path.join(mocked, 'dev/kmsg'));
  return { log, history: readLinuxHistory(log, mocked !== undefined, signal) };
}

export const usbProbe: Probe<'usb'> = {
  id: 'usb',
  deadlineMs: 5000,
  async read(signal) {
    if (process.platform === 'win32') {
      const { readWindowsUsb } = await import('../windows/windows-devices.ts');
      return { facts: await readWindowsUsb(signal), sources: ['cfgmgr32', 'USB hubs'] };
    }
    const linux = process.platform === 'linux';
    const record = linux ? readRecord(signal) : null;
    record?.history.catch(() => undefined);
    const found = await enumerate();
    const buses = busNumbers(found);
    const devices = await Promise.all(
      found.map(async (device): Promise<UsbDeviceFacts> => {
        const bus = buses.get(device.bus)!;
        const ports = [...device.ports];
        const key = ports.length > 0 ? `${bus}-${ports.join('.')}` : `${bus}-address${device.address}`;
        const more = linux ? await readSysfsUsbFacts(key) : withoutSysfs(device);
        return {
          key,
          bus,
          address: device.address,
          ports,
          vendorId: hex4(device.vendorId),
          productId: hex4(device.productId),
          release: bcd(device.deviceVersionMajor, device.deviceVersionMinor, device.deviceVersionSubminor),
          usbVersion: bcd(device.usbVersionMajor, device.usbVersionMinor, device.usbVersionSubminor),
          classCode: device.deviceClass,
          speed: speedOf(device.speed) ?? (linux ? await readSysfsSpeed(key) : null),
          ...more,
        };
      }),
    );
    const keys = new Set(devices.map(({ key }) => key));
    const hubs = devices.filter(({ hubPorts }) => hubPorts !== null).map(({ key }) => key);
    const controllers = linux ? await readControllers(devices) : [];
    const troubledPorts = record === null ? [] : await readTroubledPorts(hubs, (key) => keys.has(key), record.log);
    return {
      facts: {
        devices: devices.toSorted((a, b) => naturalOrder(a.key, b.key)),
        // The kernel reports some troubles, never that there is none.
        ...(troubledPorts.length > 0 && { troubledPorts }),
        ...(controllers.length > 0 && { controllers }),
        ...(record !== null && { history: await record.history }),
      },
      sources: linux ? ['usb 3 (nusb)', '/sys/bus/usb/devices'] : ['usb 3 (nusb)'],
    };
  },
};
