import { z } from 'zod';
import { PIN_ROLES } from './role.ts';
import { stationSchema } from './station.ts';

/** Channels that a row of the school file may set up. */
export const CHANNEL_NUMBERS = [1, 2, 3, 4, 5] as const;
const CHANNEL_FIELDS = ['Kind', 'Name', 'Address', 'Secret'] as const;

type ChannelColumn = `channel${(typeof CHANNEL_NUMBERS)[number]}${(typeof CHANNEL_FIELDS)[number]}`;
export const channelColumn = (
  number: (typeof CHANNEL_NUMBERS)[number],
  field: (typeof CHANNEL_FIELDS)[number],
): ChannelColumn => `channel${number}${field}`;

const PC_COLUMNS = ['host', 'serial', 'school', 'campusZone', 'lab', 'seat', 'expected'] as const;
const TEACHER_COLUMNS = ['contactName', 'contactPhone', 'subject', 'stage', 'hotline'] as const;

export type SchoolColumn =
  | (typeof PC_COLUMNS)[number]
  | (typeof TEACHER_COLUMNS)[number]
  | `${(typeof PIN_ROLES)[number]}Pin`
  | ChannelColumn
  | 'remarks';

/** What the columns of the school file hold, as a template has them; their headings are in `school-headings.ts`. */
export const SCHOOL_COLUMNS: readonly SchoolColumn[] = [
  ...PC_COLUMNS,
  ...PIN_ROLES.map((role) => `${role}Pin` as const),
  ...TEACHER_COLUMNS,
  ...CHANNEL_NUMBERS.flatMap((number) => CHANNEL_FIELDS.map((field) => channelColumn(number, field))),
  'remarks',
];
const schoolColumnSchema = z.enum(SCHOOL_COLUMNS);

/** Why a row of the school file is refused as a whole. */
export const REFUSAL_REASONS = [
  'missing',
  'formula',
  'shifted',
  'not-readable',
  'zone-unknown',
  'device-unknown',
  'seat-twice',
  'pc-twice',
  'phone',
  'pin-plain',
  'pin-not-hash',
  'pin-not-digits',
  'pin-too-simple',
  'pin-already-used',
  'pin-administrator-missing',
  'channel-kind',
  'channel-address',
  'secret-plain',
  'secret-missing',
  'secret-surplus',
] as const;

export const rowRefusalSchema = z.object({
  /** As a spreadsheet program counts. */
  line: z.int(),
  column: schoolColumnSchema,
  reason: z.enum(REFUSAL_REASONS),
  /** What is written there, or the other line; never a PIN or a secret. */
  detail: z.string(),
});
export type RowRefusal = z.infer<typeof rowRefusalSchema>;

/** What of this PC a row would set, or has set. */
export const SETUP_PARTS = ['station', 'teacher', 'channels', 'pins'] as const;
export const setupPartSchema = z.enum(SETUP_PARTS);
export type SetupPart = z.infer<typeof setupPartSchema>;

/** The row of this PC in a school file that lies where it is looked for. */
export const setupOfferSchema = z.object({
  file: z.string(),
  sha256: z.string(),
  line: z.int(),
  station: stationSchema,
  parts: z.array(setupPartSchema),
  /** Its channels have secrets, which are sealed with the school's pass phrase. */
  needsPassPhrase: z.boolean(),
});
export type SetupOffer = z.infer<typeof setupOfferSchema>;

/** How setting up went. */
export const setupDoneSchema = z.object({
  line: z.int(),
  station: stationSchema,
  /** Empty: everything was so already. */
  changed: z.array(setupPartSchema),
});
export type SetupDone = z.infer<typeof setupDoneSchema>;
