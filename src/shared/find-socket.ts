import type { PcSocket, SocketPort } from './domain/pc-sockets.ts';
import { portKeyOf } from './domain/socket-terms.ts';
import type { UsbDeviceFacts } from './domain/usb-facts.ts';
import type { UsbSpeed } from './domain/usb-id.ts';

export const isSuperSpeed = (speed: UsbSpeed | null): boolean => speed === 'super' || speed === 'super-plus';

type PluggedDevice = Pick<UsbDeviceFacts, 'controller' | 'ports' | 'speed' | 'companionPorts' | 'companionController'>;

/** Which port a device is in: a hub of the PC shows on each bus by itself, so the speed says which half it is. */
export function portOf({ controller, ports, speed }: PluggedDevice): SocketPort | null {
  if (controller === null || ports.length === 0 || speed === null) return null;
  return { controller, half: isSuperSpeed(speed) ? 'usb3' : 'usb2', ports: [...ports] };
}

/** The other half of the socket, where the system says which it is. */
export function companionPortOf(device: PluggedDevice): SocketPort | null {
  const port = portOf(device);
  if (port === null || device.companionPorts === null || device.companionPorts.length === 0) return null;
  return {
    controller: device.companionController ?? port.controller,
    half: port.half === 'usb3' ? 'usb2' : 'usb3',
    ports: [...device.companionPorts],
  };
}

/** Finds sockets by the ports of devices; what is plugged into a hub is in the socket of the hub. */
export class SocketFinder {
  readonly sockets: readonly PcSocket[];
  readonly #byPort: ReadonlyMap<string, PcSocket>;

  constructor(sockets: readonly PcSocket[]) {
    this.sockets = sockets;
    this.#byPort = new Map(sockets.flatMap((socket) => socket.ports.map((port) => [portKeyOf(port), socket] as const)));
  }

  socketOf(device: PluggedDevice): PcSocket | null {
    const port = portOf(device);
    if (port === null) return null;
    for (let length = port.ports.length; length > 0; length--) {
      const found = this.#byPort.get(portKeyOf({ ...port, ports: port.ports.slice(0, length) }));
      if (found !== undefined) return found;
    }
    return null;
  }

  /** Of several devices in one socket the first that is known decides. */
  socketOfAny(devices: Iterable<PluggedDevice>): PcSocket | null {
    for (const device of devices) {
      const socket = this.socketOf(device);
      if (socket !== null) return socket;
    }
    return null;
  }
}
