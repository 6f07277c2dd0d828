import type { PcSocket, SocketPort } from '../../../../../shared/domain/pc-sockets.ts';
import {
  MOST_COLUMNS,
  MOST_ROWS,
  type Side,
  type SocketColour,
  portKeyOf,
} from '../../../../../shared/domain/socket-terms.ts';
import type { UsbDeviceFacts } from '../../../../../shared/domain/usb-facts.ts';
import { companionPortOf, portOf } from '../../../../../shared/find-socket.ts';

/** What was just plugged in, and the ports that this shows of its socket. */
export interface Newcomer {
  readonly name: string;
  readonly ports: readonly SocketPort[];
  /** Null: neither the link nor the system tells. */
  readonly usb: 'usb2' | 'usb3' | null;
  /** Product name of the hub it is plugged into; null: straight into the PC. */
  readonly hub: string | null;
  readonly firmwareSide: Side | null;
}

export type Cell = Pick<PcSocket, 'side' | 'row' | 'column'>;

const isBelow = (device: UsbDeviceFacts, hub: UsbDeviceFacts): boolean => device.key.startsWith(`${hub.key}.`);

/**
 * What came since the devices with these keys were there. A device of several parts is one newcomer: its outermost parts, one on
 * each half of the socket. @returns `several` where more than one socket was filled meanwhile.
 */
export function findNewcomer(before: ReadonlySet<string>, now: readonly UsbDeviceFacts[]): Newcomer | 'several' | null {
  const came = now.filter(({ key }) => !before.has(key));
  const outermost = came.filter((device) => !came.some((other) => isBelow(device, other)));
  const [first, second, ...more] = outermost;
  if (first === undefined) return null;
  const halves = [first, ...(second === undefined ? [] : [second])].flatMap((device) => portOf(device) ?? []);
  if (halves.length === 0) return null;
  if (more.length > 0 || new Set(halves.map(({ half }) => half)).size < halves.length) return 'several';
  const ports = [...halves, ...outermost.flatMap((device) => companionPortOf(device) ?? [])];
  const hub = now.find((device) => isBelow(first, device) && device.ports.length === first.ports.length - 1);
  const hasFastHalf = ports.some(({ half }) => half === 'usb3') || first.socketHasSuperSpeed === true;
  return {
    name: outermost.find(({ product }) => product !== null)?.product ?? `${first.vendorId}:${first.productId}`,
    ports: [...new Map(ports.map((port) => [portKeyOf(port), port])).values()],
    usb: hasFastHalf ? 'usb3' : first.socketHasSuperSpeed === false ? 'usb2' : null,
    hub: hub === undefined ? null : (hub.product ?? `${hub.vendorId}:${hub.productId}`),
    firmwareSide: first.firmwareSide ?? null,
  };
}

const isAt = (socket: PcSocket, { side, row, column }: Cell): boolean =>
  socket.side === side && socket.row === row && socket.column === column;

export const socketAt = (sockets: readonly PcSocket[], cell: Cell): PcSocket | null =>
  sockets.find((socket) => isAt(socket, cell)) ?? null;

/** The socket that has one of these ports already. */
export function knownSocket(sockets: readonly PcSocket[], ports: readonly SocketPort[]): PcSocket | null {
  const keys = new Set(ports.map(portKeyOf));
  return sockets.find((socket) => socket.ports.some((port) => keys.has(portKeyOf(port)))) ?? null;
}

function freeId(sockets: readonly PcSocket[]): string {
  const taken = new Set(sockets.map(({ id }) => id));
  let number = 1;
  while (taken.has(`s${number}`)) number++;
  return `s${number}`;
}

/**
 * Puts what was plugged in where it was touched. A socket that is drawn there gets the ports as well: its other half was learned
 * before. Whatever had these ports elsewhere was touched wrongly and loses them.
 */
export function placeNewcomer(sockets: readonly PcSocket[], { ports, usb }: Newcomer, cell: Cell): readonly PcSocket[] {
  const keys = new Set(ports.map(portKeyOf));
  const others = sockets
    .map((socket) => ({ ...socket, ports: socket.ports.filter((port) => !keys.has(portKeyOf(port))) }))
    .filter((socket, at) => isAt(socket, cell) || socket.ports.length > 0 || sockets[at]!.ports.length === 0);
  const there = socketAt(others, cell);
  if (there !== null) {
    const merged = [...there.ports, ...ports].slice(-4);
    return others.map((socket) =>
      socket === there ? { ...there, ports: merged, usb: there.usb === 'usb3' ? 'usb3' : (usb ?? there.usb) } : socket,
    );
  }
  const colour: SocketColour = usb === 'usb3' ? 'blue' : 'black';
  return [...others, { id: freeId(others), ...cell, shape: 'usb-a', colour, usb, ports: [...ports] }];
}

export const removeSocket = (sockets: readonly PcSocket[], id: string): readonly PcSocket[] =>
  sockets.filter((socket) => socket.id !== id);

const USB_OF_COLOUR: Partial<Record<SocketColour, 'usb2' | 'usb3'>> = { blue: 'usb3', teal: 'usb3', white: 'usb2' };

/** Where the system has not said it, the colour does. */
export const colourSocket = (sockets: readonly PcSocket[], id: string, colour: SocketColour): readonly PcSocket[] =>
  sockets.map((socket) =>
    socket.id === id ? { ...socket, colour, usb: socket.usb ?? USB_OF_COLOUR[colour] ?? null } : socket,
  );

export const shapeSocket = (sockets: readonly PcSocket[], id: string, shape: PcSocket['shape']): readonly PcSocket[] =>
  sockets.map((socket) => (socket.id === id ? { ...socket, shape } : socket));

/** Fields of the side to touch, larger where sockets are outside it. */
export function gridOf(sockets: readonly PcSocket[], side: Side): { readonly rows: number; readonly columns: number } {
  const own = sockets.filter((socket) => socket.side === side);
  const [rows, columns] = side === 'rear' ? [6, 3] : [4, 3];
  return {
    rows: Math.min(MOST_ROWS, Math.max(rows, ...own.map(({ row }) => row))),
    columns: Math.min(MOST_COLUMNS, Math.max(columns, ...own.map(({ column }) => column))),
  };
}
