import type { RemovedDevice, UsbPortFacts } from '../../../../shared/domain/usb-facts.ts';
import type { UsbSpeed } from '../../../../shared/domain/usb-id.ts';
import { type BusSighting, type LinuxView, type Sighting, isRootHubId, isSuperRootHub } from './sighting.ts';
import { instantOf } from '../log-instant.ts';
import { sinceLastStart } from './kernel-clock.ts';

/** `usb 1-2.3: …`, `usb usb1: …`, `usb 1-2-port3: …`, `hub 1-2:1.0: …` */
const LINE =
  /\b(?:usb (usb\d{1,3}|\d{1,3}-\d{1,3}(?:\.\d{1,3})*)(?:-port(\d{1,3}))?|hub (\d{1,3}-\d{1,3}(?:\.\d{1,3})*):\d+\.\d+): (.*)$/;
const FOUND = /^New USB device found, idVendor=([0-9a-f]{4}), idProduct=([0-9a-f]{4})(?:, bcdDevice=\s*([\d.a-f]+))?/i;
const NEW = /^new (low|full|high|super)[- ]?speed(?: ?(plus))?.*? USB device number (\d{1,3})\b/i;
const FAILURES: readonly { readonly says: RegExp; readonly trouble: UsbPortFacts['trouble'] }[] = [
  {
    says: /^(?:unable to enumerate USB device|device descriptor read\/\S+, error|device not accepting address|can't set config)/,
    trouble: 'enumeration-failed',
  },
  { says: /over-current/, trouble: 'overcurrent' },
  {
    says: /^(?:Not enough bandwidth|rejected \d+ configs? due to insufficient available bus)/i,
    trouble: 'not-enough-bandwidth',
  },
];
const DIED = /\bxhci_hcd (\S+?): (?:HC died|xHCI host controller not responding, assume dead)/;
const REGISTERED = /\bx?[eohu]?hci\S* (\S+?): new USB bus registered, assigned bus number (\d{1,3})\b/;
/** The kernel, or the service that keeps its log, says that there was more than it could keep. */
const LOST = /\bMissed \d+ kernel messages|\bprintk messages dropped|\bprintk: \d+ messages dropped/;
const SPEEDS: Readonly<Record<string, UsbSpeed>> = { low: 'low', full: 'full', high: 'high', super: 'super' };

/** What a log shows beside the devices that are there at its end. */
export interface KernelLog extends LinuxView {
  readonly troubledPorts: readonly UsbPortFacts[];
  readonly removed: readonly RemovedDevice[];
  /** Host controllers that stopped working, by their PCI addresses. */
  readonly dead: readonly string[];
  /** It begins when the PC was started, so that nothing can have come before. */
  readonly fromStart: boolean;
  /** Release of the kernel. */
  readonly kernel: string | null;
}

/** Reads the USB lines of a kernel log since the last start of the PC: every device that came and did not go. Pure. */
export function readDmesg(text: string): KernelLog {
  const log = new LogReader();
  for (const line of sinceLastStart(text.split('\n'))) log.read(line);
  return log.result();
}

type Draft = { -readonly [Name in keyof Sighting]: Sighting[Name] };

class LogReader {
  readonly #devices = new Map<string, Draft>();
  readonly #buses = new Map<number, { -readonly [Name in keyof BusSighting]: BusSighting[Name] }>();
  readonly #troubles = new Map<string, UsbPortFacts>();
  readonly #removed: RemovedDevice[] = [];
  readonly #dead = new Set<string>();
  #kernel: string | null = null;
  #hasLost = false;

  read(line: string): void {
    this.#kernel ??= /\bLinux version (\S+)/.exec(line)?.[1] ?? null;
    this.#hasLost ||= LOST.test(line);
    const died = DIED.exec(line)?.[1];
    if (died !== undefined) this.#dead.add(died);
    const [, controller, number] = REGISTERED.exec(line) ?? [];
    if (number !== undefined && controller !== undefined) this.#register(Number(number), controller);
    const [, name, port, hub, says] = LINE.exec(line) ?? [];
    if (says === undefined) return;
    const place = placeIn(name ?? hub!);
    if (hub !== undefined) this.#readHub(place, says);
    else if (port !== undefined) this.#readTrouble({ ...place, ports: [...place.ports, Number(port)] }, says);
    else if (place.ports.length === 0) this.#readRootHub(place.bus, says);
    else this.#readDevice(place, says, line);
  }

  result(): KernelLog {
    const devices = [...this.#devices.values()].filter(({ vendorId }) => vendorId !== undefined);
    return {
      devices,
      buses: [...this.#buses.values()],
      troubledPorts: [...this.#troubles.values()],
      removed: this.#removed,
      dead: [...this.#dead],
      fromStart: this.#kernel !== null && !this.#hasLost && this.#buses.get(1)?.isSuper !== undefined,
      kernel: this.#kernel,
    };
  }

  #bus(bus: number) {
    let known = this.#buses.get(bus);
    if (known === undefined) this.#buses.set(bus, (known = { bus }));
    return known;
  }

  #register(bus: number, controller: string): void {
    this.#empty(bus);
    this.#dead.delete(controller);
    this.#buses.set(bus, { bus, controller });
  }

  /** The bus comes anew: whatever was on it is gone. */
  #empty(bus: number): void {
    for (const keys of [this.#devices, this.#troubles])
      for (const key of keys.keys()) if (key.startsWith(`${bus}-`)) keys.delete(key);
  }

  #readRootHub(bus: number, says: string): void {
    const [, vendorId, productId] = FOUND.exec(says) ?? [];
    if (isRootHubId(vendorId?.toLowerCase(), productId)) {
      this.#empty(bus);
      this.#bus(bus).isSuper = isSuperRootHub(productId);
    }
    const controller = /^SerialNumber: (\S+)/.exec(says)?.[1];
    if (controller !== undefined) this.#bus(bus).controller = controller;
  }

  #readHub({ bus, ports }: Place, says: string): void {
    if (ports.length === 0) return;
    const device = this.#devices.get(keyOf({ bus, ports }));
    if (device === undefined) return;
    if (says.startsWith('USB hub found')) device.classCode = 9;
    const count = /^(\d{1,3}) ports? detected/.exec(says)?.[1];
    if (count !== undefined) device.hubPorts = Number(count);
  }

  #readDevice(place: Place, says: string, line: string): void {
    const key = keyOf(place);
    const [, speed, plus, address] = NEW.exec(says) ?? [];
    if (speed !== undefined) {
      this.#devices.set(key, {
        ...place,
        address: Number(address),
        speed: plus === undefined ? SPEEDS[speed.toLowerCase()]! : 'super-plus',
      });
      return;
    }
    const gone = /^USB disconnect, (?:device number|address) (\d+)/.exec(says);
    if (gone !== null) return this.#remove(key, line);
    const found = FOUND.exec(says);
    if (found !== null) {
      const known = this.#devices.get(key);
      this.#devices.set(key, {
        address: 0,
        ...known,
        ...place,
        vendorId: found[1]!.toLowerCase(),
        productId: found[2]!.toLowerCase(),
        ...(found[3] !== undefined && { release: found[3].trim() }),
      });
      this.#troubles.delete(key);
      return;
    }
    const [, field, value] = /^(Product|Manufacturer|SerialNumber): (.*\S)/.exec(says) ?? [];
    const device = this.#devices.get(key);
    if (device !== undefined && field !== undefined && value !== undefined) {
      if (field === 'Product') device.product = value;
      else if (field === 'Manufacturer') device.manufacturer = value;
      else device.serial = value;
    } else this.#readTrouble(place, says);
  }

  #remove(key: string, line: string): void {
    const device = this.#devices.get(key);
    this.#devices.delete(key);
    this.#troubles.delete(key);
    const removedAt = instantOf(line);
    if (device?.vendorId === undefined || device.productId === undefined || removedAt === null) return;
    const { vendorId, productId, product = null, serial = null } = device;
    this.#removed.push({ vendorId, productId, product, serial, key, arrivedAt: null, removedAt });
  }

  #readTrouble({ bus, ports }: Place, says: string): void {
    const failure = FAILURES.find((one) => one.says.test(says));
    if (failure === undefined || ports.length === 0) return;
    const key = keyOf({ bus, ports });
    this.#troubles.set(key, {
      key,
      controller: this.#buses.get(bus)?.controller ?? null,
      hub: ports.length < 2 ? null : keyOf({ bus, ports: ports.slice(0, -1) }),
      trouble: failure.trouble,
      failure: /error (-\d+)/.exec(says)?.[1] ?? this.#troubles.get(key)?.failure ?? null,
    });
  }
}

interface Place {
  readonly bus: number;
  readonly ports: readonly number[];
}

/** `usb1` and `1-0` are root hubs. */
function placeIn(name: string): Place {
  const [bus = '', path = ''] = name.replace(/^usb/, '').split('-');
  return { bus: Number(bus), ports: path === '' || path === '0' ? [] : path.split('.').filter(Boolean).map(Number) };
}

const keyOf = ({ bus, ports }: Place): string => `${bus}-${ports.join('.')}`;
