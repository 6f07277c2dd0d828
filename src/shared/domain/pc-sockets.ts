import { z } from 'zod';
import { PC_SOCKETS_SCHEMA } from './schema-names.ts';
import { HALVES, MOST_COLUMNS, MOST_ROWS, SIDES, SOCKET_COLOURS, portKeyOf } from './socket-terms.ts';

/**
 * One half of a socket as the operating system knows it. USB 3 sockets have two; a socket behind a hub inside the case has
 * the ports of that hub as well.
 */
export const socketPortSchema = z.strictObject({
  /** Host controller as devices name it, `0000:00:14.0` or `PCIROOT(0)#PCI(1400)`. */
  controller: z.string().trim().min(1).max(200),
  half: z.enum(HALVES),
  /** Port numbers from the root hub down. */
  ports: z.array(z.int().min(1).max(255)).min(1).max(6),
});
export type SocketPort = z.infer<typeof socketPortSchema>;

export const socketSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,24}$/),
  side: z.enum(SIDES),
  row: z.int().min(1).max(MOST_ROWS),
  column: z.int().min(1).max(MOST_COLUMNS),
  shape: z.enum(['usb-a', 'usb-c']),
  colour: z.enum(SOCKET_COLOURS),
  /** Null: neither the system nor a person has said. */
  usb: z.enum(HALVES).nullable(),
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
