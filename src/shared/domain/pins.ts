import { z } from 'zod';
import { PIN_ROLES } from './role.ts';
import { PINS_SCHEMA } from './schema-names.ts';

export const pinRoleSchema = z.enum(PIN_ROLES);

/** After how many minutes without a touch the program locks, where nobody has set it. */
export const USUAL_IDLE_MINUTES = 5;
const idleMinutesSchema = z.int().min(1).max(60);

/** Who signs in with which PIN at this PC, as `pins.json` has it: hashes only. */
export const pinsSchema = z.strictObject({
  schema: z.literal(PINS_SCHEMA),
  /** `none`: the school wants no PINs, and everyone may do everything. */
  mode: z.enum(['pins', 'none']),
  /** Argon2id in PHC format, one for each role that has a PIN; with PINs the administrator always has one. */
  hashes: z
    .partialRecord(
      pinRoleSchema,
      z
        .string()
        .max(200)
        .regex(/^\$argon2id\$/),
    )
    .default({}),
  idleMinutes: idleMinutesSchema.default(USUAL_IDLE_MINUTES),
});
export type Pins = z.infer<typeof pinsSchema>;

/** Who is signed in, and what PINs there are. */
export const roleStateSchema = z.object({
  /** `unset`: nobody has decided yet, and everyone may do everything as with `none`. */
  mode: z.enum(['unset', 'pins', 'none']),
  signedIn: pinRoleSchema.nullable(),
  withPin: z.array(pinRoleSchema),
  idleMinutes: z.int(),
  /** How often it was locked since the program started: what is readable only to somebody signed in is read again. */
  locks: z.int(),
  /** Until a PIN may be tried again; 0: now. */
  waitSeconds: z.int(),
});
export type RoleState = z.infer<typeof roleStateSchema>;

const typedPinSchema = z.string().max(40);

/** What an administrator sets. A PIN of null takes the role's PIN away; a role left out keeps its own. */
export const pinChoiceSchema = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('none') }),
  z.strictObject({
    mode: z.literal('pins'),
    pins: z.partialRecord(pinRoleSchema, typedPinSchema.nullable()),
    idleMinutes: idleMinutesSchema,
  }),
]);
export type PinChoice = z.infer<typeof pinChoiceSchema>;

/** What happened, in the audit log. Names of procedures and roles, never what was typed. */
export const auditEntrySchema = z.object({
  position: z.int(),
  at: z.string(),
  what: z.enum([
    'signed-in',
    'pin-wrong',
    'locked',
    'pins-set',
    'pins-off',
    'pin-recovered',
    'called',
    'refused',
    'restored',
    'taken-over',
  ]),
  /** Who; null: nobody was signed in. `system`: the administrator of the operating system, in a terminal. */
  role: z.enum([...PIN_ROLES, 'system']).nullable(),
  /** Procedure or command; of records that were taken over, the key of the PC they come from. */
  procedure: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;
