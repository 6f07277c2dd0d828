import type { RecognisedDevice } from '../../../../shared/domain/device.ts';
import type { PcSocket } from '../../../../shared/domain/pc-sockets.ts';
import type { UsbDeviceFacts } from '../../../../shared/domain/usb-facts.ts';
import type { UsbSpeed } from '../../../../shared/domain/usb-id.ts';
import { SocketFinder } from '../../../../shared/find-socket.ts';

const byNearness = (a: UsbDeviceFacts, b: UsbDeviceFacts) => a.ports.length - b.ports.length;
const splitAt = (text: string, at: number) => [text.slice(0, at), text.slice(at + 1)] as const;
const aboveAt = (key: string, level: number) => key.split('.').slice(0, level).join('.');

/** The USB devices of an assessment, and where they are plugged in. */
export class Plugged {
  readonly finder: SocketFinder;
  readonly #usb: ReadonlyMap<string, UsbDeviceFacts>;

  constructor(usb: readonly UsbDeviceFacts[], sockets: readonly PcSocket[]) {
    this.finder = new SocketFinder(sockets);
    this.#usb = new Map(usb.map((device) => [device.key, device]));
  }

  get keys(): readonly string[] {
    return [...this.#usb.keys()];
  }

  facts(key: string): UsbDeviceFacts | undefined {
    return this.#usb.get(key);
  }

  /** What belongs to a device, nearest to the PC first. */
  members({ members, port }: RecognisedDevice): UsbDeviceFacts[] {
    const keys = new Set([...members, ...(port === null ? [] : [port])]);
    return [...keys].flatMap((key) => this.#usb.get(key) ?? []).toSorted(byNearness);
  }

  socketOf(device: RecognisedDevice): PcSocket | null {
    return this.finder.socketOfAny(this.members(device));
  }

  /** The socket that a port of the system's is in; a plug there need not have answered. */
  socketAt(key: string): PcSocket | null {
    const [bus, path] = splitAt(key, key.lastIndexOf('-'));
    const neighbour = [...this.#usb.values()].find((device) => device.key.startsWith(`${bus}-`));
    if (neighbour === undefined) return null;
    const at = { controller: neighbour.controller, ports: path.split('.').map(Number), companionPorts: null };
    // Linux has a bus for each half, Windows one for both.
    const speeds: readonly (UsbSpeed | null)[] = /^\d+$/.test(bus) ? [neighbour.speed] : ['high', 'super'];
    return this.finder.socketOfAny(speeds.map((speed) => ({ ...at, speed })));
  }

  /**
   * Hubs between the PC and the device, nearest to the PC first. A USB 3 hub is two devices in one box, one on each bus: one
   * entry. Hubs inside the PC have no cable.
   */
  hubsBefore({ port, members }: RecognisedDevice): UsbDeviceFacts[][] {
    if (port === null) return [];
    const levels = Array.from({ length: port.split('.').length - 1 }, (_, index) => index + 1);
    return levels
      .map((level) => new Set([port, ...members].map((key) => aboveAt(key, level))))
      .map((keys) => [...keys].flatMap((key) => (members.includes(key) ? [] : (this.#usb.get(key) ?? []))))
      .filter((faces) => faces.length > 0 && !faces.some((face) => this.#isInsidePc(face)));
  }

  /** A socket is known by a port of this hub: it sits between the board and the socket. */
  #isInsidePc(hub: UsbDeviceFacts): boolean {
    return this.finder.sockets.some(({ ports }) =>
      ports.some(
        (port) =>
          port.controller === hub.controller &&
          port.ports.length > hub.ports.length &&
          hub.ports.every((number, at) => port.ports[at] === number),
      ),
    );
  }

  isTaken(socket: PcSocket): boolean {
    return [...this.#usb.values()].some((device) => this.finder.socketOf(device) === socket);
  }
}
