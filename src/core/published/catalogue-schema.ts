import { z } from 'zod';
import { kebabId as kebab } from '../../shared/domain/kebab-id.ts';
import { bothLanguagesSchema as bothLanguages } from '../../shared/domain/both-languages.ts';
import { pcIdentitySchema, socketsSchema } from '../../shared/domain/pc-sockets.ts';
import { firmwareLayoutSchema } from '../../shared/domain/hid-firmware.ts';
import { deviceKindSchema, partNeedSchema, pieceSchema } from '../../shared/domain/device.ts';

const usbId = z.string().regex(/^[0-9a-f]{4}:[0-9a-f]{4}$/);
const vendorId = z.string().regex(/^[0-9a-f]{4}$/);
/** One id, or all ids that begin alike: `2109:*`, `0bda:54*`. */
const usbIds = z.string().regex(/^[0-9a-f]{4}:([0-9a-f]{4}|[0-9a-f]{0,3}\*)$/);

const pattern = z.string().refine(
  (source) => {
    try {
      return new RegExp(source, 'i') instanceof RegExp;
    } catch {
      return false;
    }
  },
  { error: 'not a regular expression' },
);

/** Class, subclass and protocol of an interface in hex, `ff/42/01`; what is left out at the end may be anything. */
const interfaceCode = z.string().regex(/^[0-9a-f]{2}(\/[0-9a-f]{2}){0,2}$/);

const conditions = {
  /** Case-insensitive patterns on the strings the device reports; a device without the string does not match. */
  product: pattern.optional(),
  manufacturer: pattern.optional(),
  /** Strings, product or manufacturer, that show it is something else after all: another maker's hub with the same chip. */
  except: pattern.optional(),
  /** bcdDevice as `major.minor`. */
  release: z.string().optional(),
  /** `high`: matches links up to 480 Mbit/s; `super`: 5 Gbit/s and more. Tells the two halves of a hub apart. */
  speed: z.enum(['high', 'super']).optional(),
  /** Key of `modes`: the composition or special state this id stands for. */
  mode: kebab.optional(),
  /** Override the part's `anchor` and `clue` for this id. */
  anchor: z.boolean().optional(),
  clue: z.boolean().optional(),
};

/** One way to recognise a part. Strings are shorthand for a bare USB id. */
export const matcherSchema = z.union([
  usbId,
  z.strictObject({ usb: usbId, ...conditions }),
  z.strictObject({ vendor: vendorId, ...conditions }),
  z.strictObject({ family: kebab, ...conditions }),
]);
export type Matcher = z.infer<typeof matcherSchema>;

export const cataloguePartSchema = z.strictObject({
  role: kebab,
  piece: pieceSchema.optional(),
  need: partNeedSchema,
  /** This part alone proves the model. */
  anchor: z.boolean().optional(),
  /** Not proof, but a sign that one of the models listing it is connected. */
  clue: z.boolean().optional(),
  hub: z.boolean().optional(),
  /** How many a complete device has (default 1), and how many it may have. */
  count: z.int().min(1).max(8).optional(),
  upTo: z.int().min(1).max(8).optional(),
  speed: z.enum(['high', 'super']).optional(),
  /** Needed only when that other role is present. */
  whenPresent: kebab.optional(),
  /** Not needed when that other role is present, which takes its place. */
  unlessPresent: kebab.optional(),
  /** `host`: plugged into the PC on its own cable. Default: inside the device. */
  reach: z.enum(['unit', 'host']).optional(),
  match: z.array(matcherSchema),
});
export type CataloguePart = z.infer<typeof cataloguePartSchema>;

const kinship = {
  kind: deviceKindSchema,
  connection: z.enum(['tethered', 'standalone', 'dongle', 'bluetooth', 'phone', 'unknown']),
  /** `wireless`: its controllers never show on USB, so their absence there means nothing. */
  controllers: z.enum(['wireless']).optional(),
  /** What a USB 2 link does to this model. Absent: no SuperSpeed half is known. */
  onUsb2: z.enum(['fail', 'warn']).optional(),
  /** The model brings hubs of its own whose chips no source names: at most so many tiers. Absent: only hubs it lists are its own. */
  hubTiers: z.int().min(0).max(4).optional(),
  /** The plug of its cable at the PC. Absent: not known, or it comes with several. */
  plug: z.enum(['usb-a', 'usb-c']).optional(),
};

/** Values of one property, upper or lower case. */
const propertyValues = z.array(z.string().min(1).max(100)).min(1);

/**
 * What a stand-alone headset says of itself over adb when it is this model: each property that is named has one of its values.
 * The name of a device or chip alone proves nothing, so the maker is always one of them.
 */
export const adbMatchSchema = z
  .strictObject({
    manufacturer: propertyValues,
    model: propertyValues.optional(),
    product: propertyValues.optional(),
    device: propertyValues.optional(),
    odmModel: propertyValues.optional(),
    hardwareModel: propertyValues.optional(),
    /** Exact name where the entry covers several products. */
    name: z.string().max(100).optional(),
  })
  .refine(
    ({ model, product, device, odmModel, hardwareModel }) =>
      [model, product, device, odmModel, hardwareModel].some((values) => values !== undefined),
    { error: 'a property beside the manufacturer' },
  );
export type AdbMatch = z.infer<typeof adbMatchSchema>;

/** A program on stand-alone headsets that support and checks ask about. */
export const headsetAppSchema = z.strictObject({
  package: z
    .string()
    .max(200)
    .regex(/^[A-Za-z]\w*(\.[A-Za-z]\w*)+$/),
  name: bothLanguages,
  /** `suite`: what lessons are given with; `streaming`: the headset's side of a PC program; `management`: may own the headset. */
  use: z.enum(['suite', 'streaming', 'management', 'home', 'settings', 'store', 'update']),
  /** Only on headsets of these makers, as `ro.product.manufacturer` names them, upper or lower case. */
  manufacturers: propertyValues.optional(),
  /** Only on these models of the catalogue. */
  models: z.array(kebab).min(1).optional(),
  source: kebab,
});
export type HeadsetApp = z.infer<typeof headsetAppSchema>;

const entryHead = {
  id: kebab,
  vendor: z.string(),
  name: z.string(),
  /** Exact names by USB id where one entry covers several products. */
  names: z.record(usbId, z.string()).optional(),
  /** More exact entries that this one stands for when USB cannot distinguish them. */
  covers: z.array(kebab).optional(),
  status: z.enum([
    'source-shown',
    'id-only',
    'conflict',
    'ambiguous-id',
    'firmware-configured',
    'vendor-only',
    'partial',
    'unverified',
  ]),
  sources: z.array(kebab).min(1),
  /** How its display names itself in EDID: maker and product, `HPN36C1`. */
  monitors: z.array(z.string().regex(/^[A-Z]{3}[0-9A-F]{4}$/)).optional(),
  /** How it is recognised over adb; any one of these. */
  adb: z.array(adbMatchSchema).min(1).optional(),
  parts: z.array(cataloguePartSchema).min(1),
};

export const catalogueEntrySchema = z.union([
  z.strictObject({ ...entryHead, ...kinship }),
  z.strictObject({ ...entryHead, like: kebab }),
]);
export type CatalogueEntry = z.infer<typeof catalogueEntrySchema>;

/**
 * `suitable` for lessons; `files-only`: charging and file transfer; `no-display-link`: a USB-C port that carries no picture;
 * the others keep the device from working.
 */
export const modeMeaningSchema = z.enum(['suitable', 'files-only', 'maybe-recovery', 'no-display-link', 'blocking']);
export type ModeMeaning = z.infer<typeof modeMeaningSchema>;

/** What a stand-alone headset offers over USB, by its interfaces. */
export const functionSchema = z.strictObject({
  interfaces: z.array(
    z.union([
      interfaceCode,
      /** Only when the interface or the product calls itself so: `ff/ff/00` may be anything. */
      z.strictObject({ code: interfaceCode, name: pattern }),
    ]),
  ),
  /** `super`: the function suffers on a USB 2 link. */
  speed: z.literal('super').optional(),
});
export type UsbFunction = z.infer<typeof functionSchema>;

/** A bootloader shows by an interface, by being nothing but such interfaces (`only`), or by the product string. */
export const bootSignSchema = z.union([
  z.strictObject({ interface: interfaceCode, only: z.boolean().optional(), mode: kebab }),
  z.strictObject({ product: pattern, mode: kebab }),
]);
export type BootSign = z.infer<typeof bootSignSchema>;

/**
 * Which USB/HID identities, together, make which device. Optional keys are newer than the first catalogues: what they mean
 * when left out is in [standard-rules.ts](standard-rules.ts), as a verified publication is used without this schema.
 */
export const catalogueSchema = z.strictObject({
  schema: z.literal('vrlab.catalogue/1'),
  sources: z.record(kebab, z.string()),
  /** Vendors that make XR gear only: an id of theirs that no entry lists is still a VR device. */
  vrVendors: z.record(vendorId, z.string()),
  notVr: z.array(usbIds),
  /** By maker: how products of makers without a vendor id of their own for VR gear call themselves in a bootloader. */
  vrNames: z.record(z.string(), pattern).optional(),
  /** Ids that other devices show as well: without a string that names the product they prove nothing. */
  sharedIds: z.array(usbIds).optional(),
  /** Hub chips sold as hubs and docks; never part of a headset unless an entry lists them. */
  externalHubs: z.array(usbIds),
  /** Hubs that are part of the PC itself when they sit at a root port: nothing a person could plug around. */
  hostHubs: z.array(usbIds),
  modes: z.record(kebab, modeMeaningSchema),
  functions: z.record(kebab, functionSchema).optional(),
  /** Which functions together make which mode. Of several with the same functions the one of the id counts, else the first. */
  compositions: z.record(kebab, z.array(kebab).min(1)).optional(),
  bootSigns: z.array(bootSignSchema).optional(),
  /** Programs that open devices of these vendors for themselves, as the process list writes them. */
  deviceHolders: z
    .array(z.strictObject({ program: z.string(), name: z.string(), vendors: z.array(vendorId).min(1) }))
    .optional(),
  /**
   * Devices that report their firmware over HID: how, and on which of their interfaces. What a layout asks for and means is the
   * program's, so that no publication can make it send anything else.
   */
  firmwareReports: z
    .array(
      z.strictObject({
        layout: firmwareLayoutSchema,
        usb: z.array(usbId).min(1),
        interface: z.int().min(0).max(31),
        /** Reads the stored configuration as well. It has one reader only: not while SteamVR starts. */
        config: z.boolean().optional(),
        sources: z.array(kebab).min(1),
      }),
    )
    .optional(),
  /** Host controllers, or drivers of them, that VR devices have trouble with. */
  troubledControllers: z
    .array(
      z.strictObject({
        name: z.string(),
        pci: z.array(z.string().regex(/^[0-9a-f]{4}:[0-9a-f]{4}$/)).min(1),
        /** Only with a driver of this provider; a case-insensitive pattern. */
        driverProvider: pattern.optional(),
        reason: bothLanguages,
        source: kebab,
      }),
    )
    .optional(),
  /** PCs of which it is known where their sockets are; matched by the names their firmware gives. */
  pcModels: z
    .array(z.strictObject({ pc: pcIdentitySchema, sockets: socketsSchema }))
    .max(500)
    .optional(),
  /** Programs on stand-alone headsets; a catalogue without them asks headsets about none. */
  headsetApps: z.array(headsetAppSchema).max(100).optional(),
  /** Host controllers that are no hardware: devices come in one by one, without their hubs. */
  virtualControllers: z.array(pattern).optional(),
  /**
   * Ids that belong to a family of models; the id shows the mode, and with it the speed the link should have. An id of the
   * vendor that is not listed yet belongs to a model of the family whose string conditions it meets.
   */
  families: z.record(
    kebab,
    z.strictObject({
      vendor: vendorId,
      ids: z.array(z.strictObject({ usb: usbId, mode: kebab.optional(), speed: z.enum(['high', 'super']).optional() })),
    }),
  ),
  /** Traits shared by several entries. */
  likes: z.record(kebab, z.strictObject({ ...kinship, parts: z.array(cataloguePartSchema) })),
  devices: z.array(catalogueEntrySchema),
});
export type PcModel = NonNullable<Catalogue['pcModels']>[number];
export type TroubledController = NonNullable<Catalogue['troubledControllers']>[number];
export type DeviceHolder = NonNullable<Catalogue['deviceHolders']>[number];
export type Catalogue = z.infer<typeof catalogueSchema>;
