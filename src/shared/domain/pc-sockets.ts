import { z } from 'zod';
import { PC_SOCKETS_SCHEMA } from './schema-names.ts';

/** As somebody stands at the PC. */
export const SIDES = ['rear', 'front', 'top', 'left', 'right'] as const;
export type Side = (typeof SIDES)[number];

/** Colours of the tongue in a socket; makers mark USB 3 by blue, teal or red, sockets that stay on by yellow or red. */
export const SOCKET_COLOURS = ['black', 'white', 'blue', 'teal', 'red', 'yellow'] as const;
export type SocketColour = (typeof SOCKET_COLOURS)[number];

/** A socket is drawn in a field of a grid of so many rows and columns; nothing of a drawing comes from a file. */
export const MOST_ROWS = 10;
export const MOST_COLUMNS = 4;

/**
 * One half of a socket as the operating system knows it. USB 3 sockets have two; a socket behind a hub inside the case has
 * the ports of that hub as well.
 */
export const socketPortSchema = z.strictObject({
  /** Host controller as devices name it, `0000:00:14.0` or `PCIROOT(0)#PCI(1400)`. */
  controller: z.string().trim().min(1).max(200),
  half: z.enum(['usb2', 'usb3']),
  /** Port numbers from the root hub down. */
  ports: z.array(z.int().min(1).max(255)).min(1).max(6),
});
export type SocketPort = z.infer<typeof socketPortSchema>;

export const portKeyOf = ({ controller, half, ports }: SocketPort): string =>
  `${controller} ${half} ${ports.join('.')}`;

export const socketSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,24}$/),
  side: z.enum(SIDES),
  row: z.int().min(1).max(MOST_ROWS),
  column: z.int().min(1).max(MOST_COLUMNS),
  shape: z.enum(['usb-a', 'usb-c']),
  colour: z.enum(SOCKET_COLOURS),
  /** Null: neither the system nor a person has said. */
  usb: z.enum(['usb2', 'usb3']).nullable(),
  ports: z.array(socketPortSchema).max(4),
});
export type PcSocket = z.infer<typeof socketSchema>;

const nameOfMaker = z.string().trim().max(120).nullable();

/** What the firmware says the PC and its mainboard are. Null: nothing, or a filler such as "Default string". */
export const pcIdentitySchema = z.strictObject({
  vendor: nameOfMaker,
  model: nameOfMaker,
  boardVendor: nameOfMaker,
  board: nameOfMaker,
});
export type PcIdentity = z.infer<typeof pcIdentitySchema>;

function refuseTwice(
  sockets: readonly PcSocket[],
  context: z.RefinementCtx,
  field: string,
  keysOf: (socket: PcSocket) => readonly string[],
): void {
  const seen = new Set<string>();
  for (const [index, socket] of sockets.entries())
    for (const key of keysOf(socket)) {
      if (seen.has(key)) context.addIssue({ code: 'custom', path: [index, field], message: 'occurs twice' });
      seen.add(key);
    }
}

export const socketsSchema = z
  .array(socketSchema)
  .max(SIDES.length * 12)
  .superRefine((sockets, context) => {
    refuseTwice(sockets, context, 'id', ({ id }) => [id]);
    refuseTwice(sockets, context, 'row', ({ side, row, column }) => [`${side} ${row} ${column}`]);
    refuseTwice(sockets, context, 'ports', ({ ports }) => ports.map(portKeyOf));
  });

/** Where the sockets of one model of PC are: learned at one of them, or published. */
export const pcSocketsSchema = z.strictObject({
  schema: z.literal(PC_SOCKETS_SCHEMA),
  pc: pcIdentitySchema,
  sockets: socketsSchema,
});
export type PcSockets = z.infer<typeof pcSocketsSchema>;
