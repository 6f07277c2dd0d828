import { z } from 'zod';

/**
 * What stand-alone headsets say of themselves over the Android Debug Bridge (adb). Account names, network names and addresses
 * are never part of it: raw texts are parsed and dropped.
 */

/** What adb says of a connection, in its own words where they are one word: `unauthorized` waits for the wearer's consent. */
export const ADB_STATES = [
  'device',
  'unauthorized',
  'authorizing',
  'connecting',
  'offline',
  'no-permissions',
  'recovery',
  'sideload',
  'bootloader',
  'unknown',
] as const;
export const adbStateSchema = z.enum(ADB_STATES);
export type AdbState = z.infer<typeof adbStateSchema>;

/**
 * Why a section has no value: `absent`: this headset has no such command or service; `denied`: the shell user may not ask;
 * `garbled`: an answer nobody can read; `no-answer`: none before the deadline; `gone`: unplugged in the middle; `cut`: too long.
 */
export const UNREAD_REASONS = ['absent', 'denied', 'garbled', 'no-answer', 'gone', 'cut', 'not-asked'] as const;
export type UnreadReason = (typeof UNREAD_REASONS)[number];

const sectionOf = <Value extends z.ZodType>(value: Value) =>
  z.discriminatedUnion('status', [
    z.object({ status: z.literal('read'), value }),
    z.object({ status: z.literal('unread'), reason: z.enum(UNREAD_REASONS) }),
  ]);
/** One section of what a headset was asked. */
export type AdbSection<Value> =
  | { readonly status: 'read'; readonly value: Value }
  | { readonly status: 'unread'; readonly reason: UnreadReason };

const text = z.string().max(200);
const percent = z.number().min(0).max(100);

/** Values of properties that say which headset it is; null where it has none. Names as in the property, without dots. */
export const adbIdentitySchema = z.object({
  manufacturer: text.nullable(),
  /** `ro.product.model`. One text may stand for several models: A8110 is PICO 4, 4 Pro and 4 Enterprise. */
  model: text.nullable(),
  /** `ro.product.name`. */
  product: text.nullable(),
  /** `ro.product.device`; Quest 3S and a telephone share `panther`, many headsets are `kona`, the chip. */
  device: text.nullable(),
  odmModel: text.nullable(),
  /** `pxr.vendorhw.product.model` of PICO. */
  hardwareModel: text.nullable(),
  androidRelease: text.nullable(),
  sdk: z.int().min(1).nullable(),
  /** `ro.build.version.security_patch`, YYYY-MM-DD. */
  securityPatch: z.iso.date().nullable(),
  fingerprint: text.nullable(),
  /** What the maker calls the version of its system: Horizon OS `207`, PUI `5.13.7`, `4.3.0.162`. */
  system: text.nullable(),
  /** The whole build: the same version exists as China, overseas and business build. */
  build: text.nullable(),
});
export type AdbIdentity = z.infer<typeof adbIdentitySchema>;

export const adbBatterySchema = z.object({
  level: percent,
  /** `discharging` while a source is attached: the port feeds less than the headset uses. */
  charge: z.enum(['charging', 'discharging', 'not-charging', 'full', 'unknown']),
  sources: z.array(z.enum(['ac', 'usb', 'wireless', 'dock'])),
  /** Stays `good` at 52 °C and at level 0: only other values say anything. */
  health: z.enum(['good', 'overheat', 'dead', 'over-voltage', 'failure', 'cold', 'unknown']),
  celsius: z.number().nullable(),
  millivolts: z.int().nullable(),
});

export const adbStorageSchema = z.object({ totalBytes: z.int().min(1), freeBytes: z.int().min(0) });

export const adbWifiSchema = z.object({
  enabled: z.boolean().nullable(),
  connected: z.boolean(),
  megahertz: z.int().nullable(),
  dBm: z.int().nullable(),
  /** Of the link to the access point, Mbit/s. */
  linkMbps: z.int().nullable(),
  /** Wi-Fi 4, 5, 6 … */
  generation: z.int().min(1).max(9).nullable(),
  randomisedAddress: z.boolean().nullable(),
  captivePortal: z.boolean().nullable(),
  /** In a network of this PC; null where nobody could tell. */
  sameNetworkAsPc: z.boolean().nullable(),
});

/** Headset minus PC; `uncertainMs`: how long the question took. */
export const adbClockSchema = z.object({
  aheadMs: z.number(),
  uncertainMs: z.number().min(0),
  timeZone: text.nullable(),
});

/** As the headset sees its own cable. */
export const adbUsbSchema = z.object({
  speed: z.enum(['none', 'low', 'full', 'high', 'super', 'super-plus']).nullable(),
  functions: z.array(text),
});

export const adbControllerSchema = z.object({
  side: z.enum(['left', 'right', 'other']),
  model: text.nullable(),
  firmware: text.nullable(),
  state: z.enum(['active', 'idle', 'searching', 'connecting', 'disabled', 'blocked', 'unknown']),
  /** The last one heard: of a controller that is away it may be old. */
  level: percent.nullable(),
  /** Steps in which the maker reports the level, in percent; null: not known. */
  levelStep: percent.nullable(),
  /** Seconds since the controller was last heard; 0 while it is connected, null: not known. */
  levelAgeS: z.number().min(0).nullable(),
  charging: z.boolean().nullable(),
  tracking: z.enum(['position', 'orientation', 'none']).nullable(),
  light: z.enum(['good', 'dark', 'very-dark']).nullable(),
});
export type AdbController = z.infer<typeof adbControllerSchema>;

export const adbWearSchema = z.object({
  awake: z.boolean().nullable(),
  /** Something covers the proximity sensor. */
  covered: z.boolean().nullable(),
  /** Somebody has switched the sensor off for a test. */
  overridden: z.boolean().nullable(),
  boundaryPaused: z.boolean().nullable(),
});

/** A newer system the headset knows of. */
export const adbUpdateSchema = z.object({
  available: z.boolean(),
  /** Downloaded; starts at the next restart. */
  ready: z.boolean(),
  version: text.nullable(),
});

export const adbHeatSchema = z.object({
  /** Android's thermal status: 0 none, 1 light, 2 moderate, 3 severe, 4 critical, 5 emergency, 6 shutdown. */
  status: z.int().min(0).max(6).nullable(),
  hottestCelsius: z.number().nullable(),
  fanPercent: percent.nullable(),
});

/** A published program on the headset. */
export const adbAppSchema = z.object({
  package: text,
  version: text.nullable(),
  versionCode: z.int().nullable(),
  enabled: z.boolean().nullable(),
  /** Runtime permissions that it asked for and was not given. */
  refused: z.array(text).max(100),
});

export const adbManagedSchema = z.object({
  /** Package of the device owner; null: nobody manages it. */
  owner: text.nullable(),
  /** Package of the home screen; another one than the maker's is a kiosk or a teaching launcher. */
  home: text.nullable(),
});

/** Sections of a headset by name; more may come, so a reader takes those it knows. */
export const adbSectionsSchema = z.object({
  identity: sectionOf(adbIdentitySchema),
  battery: sectionOf(adbBatterySchema),
  storage: sectionOf(adbStorageSchema),
  wifi: sectionOf(adbWifiSchema),
  clock: sectionOf(adbClockSchema),
  usb: sectionOf(adbUsbSchema),
  controllers: sectionOf(z.array(adbControllerSchema).max(16)),
  wear: sectionOf(adbWearSchema),
  update: sectionOf(adbUpdateSchema),
  heat: sectionOf(adbHeatSchema),
  apps: sectionOf(z.array(adbAppSchema).max(100)),
  managed: sectionOf(adbManagedSchema),
});
export type AdbSections = z.infer<typeof adbSectionsSchema>;
export type AdbSectionName = keyof AdbSections;
export type AdbSectionValue<Name extends AdbSectionName> = Extract<AdbSections[Name], { status: 'read' }>['value'];

export const adbHeadsetFactsSchema = z.object({
  /** As adb names it. */
  serial: z.string().min(1).max(255),
  state: adbStateSchema,
  link: z.enum(['usb', 'network']),
  /** Key of its USB device, where serial number or port name it. */
  usbKey: z.string().nullable(),
  /** There where the state is `device`. */
  sections: adbSectionsSchema.nullable(),
  /** How long reading it took. */
  durationMs: z.number().min(0),
});
export type AdbHeadsetFacts = z.infer<typeof adbHeadsetFactsSchema>;

/**
 * How headsets were asked: `running`: a server of another program; `own`: one that we started on a port of its own from
 * platform tools beside the program; `direct`: over USB without a server; `none`: nothing to ask, or nothing to ask it with.
 */
export const ADB_WAYS = ['running', 'own', 'direct', 'none'] as const;

export const adbFactsSchema = z.object({
  way: z.enum(ADB_WAYS),
  /** Version of the protocol the server speaks; null without one. */
  serverVersion: z.int().nullable(),
  /** A port adb servers use answers with something that is no adb server. */
  foreignService: z.boolean(),
  headsets: z.array(adbHeadsetFactsSchema).max(200),
});
export type AdbFacts = z.infer<typeof adbFactsSchema>;
