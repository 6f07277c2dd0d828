import { speedOfMegabits } from '../../../probes/usb/linux-sysfs.ts';
import type { BusSighting, LinuxView, Sighting } from './sighting.ts';

/** `/:  Bus 02.Port 1: Dev 1, Class=root_hub, Driver=xhci_hcd/16p, 5000M` */
const BUS = /^[ \t>]*\/:[ \t]+Bus (\d{1,3})\.Port \d+: Dev \d+, Class=root_hub, Driver=[^,]*, ([\d.]+)M/;
/** `    |__ Port 2: Dev 9, If 0, Class=Hub, Driver=hub/4p, 5000M` */
const DEVICE =
  /^([ \t>]*)\|__ Port (\d{1,3}): Dev (\d{1,3}), If (\d{1,3}), Class=([^,]*), Driver=([^,/]*)(?:\/(\d{1,3})p)?, ([\d.]+)M/;
/** Of `lsusb -tv`, below its device. */
const IDS = /^[ \t>]*ID ([0-9a-f]{4}):([0-9a-f]{4})/i;

/** Reads `lsusb -t`: places, speeds and drivers, with `-v` ids too. Pure. */
export function readLsusbTree(text: string): LinuxView {
  const buses: BusSighting[] = [];
  const devices = new Map<string, Sighting>();
  let bus: number | null = null;
  let path: { readonly indent: number; readonly port: number }[] = [];
  let last: Sighting | null = null;
  const put = (device: Sighting) => {
    devices.set(`${device.bus}:${device.address}`, device);
    last = device;
  };
  for (const line of text.split('\n')) {
    const root = BUS.exec(line);
    if (root !== null) {
      bus = Number(root[1]);
      path = [];
      last = null;
      buses.push({ bus, isSuper: Number(root[2]) >= 5000 });
      continue;
    }
    const ids = IDS.exec(line);
    if (ids !== null && last !== null) {
      put({ ...(last as Sighting), vendorId: ids[1]!.toLowerCase(), productId: ids[2]!.toLowerCase() });
      continue;
    }
    const found = DEVICE.exec(line);
    if (found === null || bus === null) continue;
    const [, space, port, address, number, className, driver, ports, speed] = found as unknown as string[];
    const indent = space!.length;
    path = [...path.filter((above) => above.indent < indent), { indent, port: Number(port) }];
    const known = devices.get(`${bus}:${Number(address)}`);
    put({
      ...known,
      bus,
      address: Number(address),
      ports: path.map((step) => step.port),
      speed: speedOfMegabits(speed!),
      ...(ports !== undefined && { hubPorts: Number(ports) }),
      ...((ports !== undefined || className === 'Hub') && { classCode: 9 }),
      drivers: { ...known?.drivers, ...(isDriver(driver!) && { [Number(number)]: driver! }) },
    });
  }
  return { devices: [...devices.values()], buses };
}

const isDriver = (name: string): boolean => name !== '' && name !== '[none]';
