import type { DeviceKind, PartNeed, Piece } from '../../shared/domain/device.ts';
import type { FirmwareLayout } from '../../shared/domain/hid-firmware.ts';
import type { UsbSpeed } from '../../shared/domain/usb-id.ts';
import type {
  Catalogue,
  CatalogueEntry,
  CataloguePart,
  DeviceHolder,
  Matcher,
  ModeMeaning,
  PcModel,
  TroubledController,
} from './catalogue-schema.ts';
import { type ModeReader, createModeReader } from './device-mode.ts';
import { completeRules } from './standard-rules.ts';
import { LONGEST, publishedPattern } from '../platform/published-pattern.ts';

/** What a matcher looks at; USB devices and Bluetooth HID devices both have it. */
export interface Identity {
  readonly vendorId: string;
  readonly productId: string;
  readonly product: string | null;
  readonly manufacturer: string | null;
  readonly release: string | null;
  readonly speed: UsbSpeed | null;
}

export interface ModelPart {
  readonly role: string;
  readonly piece: Piece;
  readonly need: PartNeed;
  readonly hub: boolean;
  /** How many a complete device has. */
  readonly count: number;
  /** How many it may have. */
  readonly capacity: number;
  readonly speed: 'high' | 'super' | null;
  readonly whenPresent: string | null;
  readonly unlessPresent: string | null;
  readonly reach: 'unit' | 'host';
}

export type HubIdentity = Pick<Identity, 'vendorId' | 'productId'> & { readonly ports: readonly number[] };

/** A catalogue entry with shared traits filled in. */
export interface Model {
  readonly id: string;
  readonly vendor: string;
  readonly name: string;
  readonly names: Readonly<Record<string, string>>;
  readonly covers: readonly string[];
  readonly kind: DeviceKind;
  readonly connection: string;
  readonly wirelessControllers: boolean;
  readonly onUsb2: 'fail' | 'warn' | null;
  readonly hubTiers: number;
  readonly plug: 'usb-a' | 'usb-c' | null;
  /** False: only an id is published, no source names the product. */
  readonly named: boolean;
  /** A source shows the device itself, with more than its id. */
  readonly verified: boolean;
  readonly parts: readonly ModelPart[];
}

/** One way in which a device may be a part of a model. */
export interface Candidacy {
  readonly model: Model;
  readonly part: ModelPart;
  readonly anchor: boolean;
  /** No proof, but a sign that one of the models listing it is there. */
  readonly clue: boolean;
  /** Only by an id that other devices share: it may be the part, and proves nothing. */
  readonly shared: boolean;
  readonly mode: string | null;
  /** Link speed a sound connection has. */
  readonly speed: 'high' | 'super' | null;
  /** More conditions met, stronger identity; compared only between candidacies of one device. */
  readonly specificity: number;
}

interface Rule extends Candidacy {
  readonly matches: (identity: Identity) => boolean;
}

/** A device whose string names a product that it may be, though no entry lists its id. */
export interface NamedProduct {
  readonly vendor: string;
  readonly models: readonly Model[];
}

/** How a device reports its firmware over HID. */
export interface FirmwareSource {
  readonly layout: FirmwareLayout;
  readonly interface: number;
  readonly config: boolean;
}

/** The catalogue made ready for lookups. Built once, used for every snapshot. */
export interface DeviceCatalogue {
  readonly models: ReadonlyMap<string, Model>;
  readonly modes: Readonly<Record<string, ModeMeaning>>;
  readonly modeReader: ModeReader;
  /** A host controller that is no hardware: USB over a network, or passed through by a program. */
  isVirtualController(controller: string): boolean;
  /** A hub chip that is sold as a hub or dock. */
  isExternalHub(hub: HubIdentity): boolean;
  /** A hub inside the PC, in front of its root ports. */
  isHostHub(hub: HubIdentity): boolean;
  /** Every way the device may be a known part; the strongest per model and role only. */
  candidaciesOf(identity: Identity): readonly Candidacy[];
  /** Vendor name when the id belongs to a maker of XR gear only and is not known to be something else. */
  vrVendorOf(identity: Identity): string | null;
  /** Models of a maker for which no product id is published, only the vendor. */
  modelsKnownByVendor(vendorId: string): readonly Model[];
  /** VR gear of a maker whose vendor id is no proof, by what it calls itself: asked only of devices in a bootloader. */
  productNamedBy(identity: Identity): NamedProduct | null;
  /** True when the maker of the model has that vendor name, or the vendor id that goes with it. */
  isOfVendor(model: Model, vendor: string | null): boolean;
  /** Programs that may hold devices of a vendor for themselves. */
  readonly deviceHolders: readonly DeviceHolder[];
  readonly troubledControllers: readonly TroubledController[];
  readonly pcModels: readonly PcModel[];
  /** How devices of that id report their firmware over HID; null: nothing is published, and they are not asked. */
  firmwareSourceOf(vendorId: string, productId: string): FirmwareSource | null;
  /** True when any entry lists the id: the probes open only such devices. */
  lists(vendorId: string, productId: string): boolean;
}

function modelOf(entry: CatalogueEntry, catalogue: Catalogue): { model: Model; parts: readonly CataloguePart[] } {
  const traits = 'like' in entry ? catalogue.likes[entry.like] : entry;
  if (traits === undefined) throw new Error(`catalogue entry ${entry.id}: unknown likeness`);
  const own = new Set(entry.parts.map((part) => part.role));
  const parts = 'like' in entry ? [...entry.parts, ...traits.parts.filter((part) => !own.has(part.role))] : entry.parts;
  return {
    parts,
    model: {
      id: entry.id,
      vendor: entry.vendor,
      name: entry.name,
      names: entry.names ?? {},
      covers: entry.covers ?? [],
      kind: traits.kind,
      connection: traits.connection,
      wirelessControllers: traits.controllers === 'wireless',
      onUsb2: traits.onUsb2 ?? null,
      hubTiers: traits.hubTiers ?? 0,
      plug: traits.plug ?? null,
      named: entry.status !== 'id-only',
      verified: !UNVERIFIED.has(entry.status),
      parts: parts.map((part) => ({
        role: part.role,
        piece: part.piece ?? 'headset',
        need: part.need,
        hub: part.hub ?? false,
        count: part.count ?? 1,
        capacity: Math.max(part.count ?? 1, part.upTo ?? 1),
        speed: part.speed ?? null,
        whenPresent: part.whenPresent ?? null,
        unlessPresent: part.unlessPresent ?? null,
        reach: part.reach ?? 'unit',
      })),
    },
  };
}

/** Entries of which no source shows the device itself. */
const UNVERIFIED: ReadonlySet<CatalogueEntry['status']> = new Set(['id-only', 'vendor-only', 'partial', 'unverified']);

/** Prepares a catalogue for lookups. The input must already have passed `catalogueSchema`. */
export function indexCatalogue(catalogue: Catalogue): DeviceCatalogue {
  const models = new Map<string, Model>();
  const byUsbId = new Map<string, Rule[]>();
  const byVendor = new Map<string, Rule[]>();
  const byFamilyVendor = new Map<string, Rule[]>();
  const rules = completeRules(catalogue);
  const isShared = listed(rules.sharedIds);
  const vendorIds = new Map<Model, Set<string>>();
  const add = (index: Map<string, Rule[]>, key: string, rule: Rule) => {
    const known = index.get(key);
    if (known) known.push(rule);
    else index.set(key, [rule]);
  };

  for (const entry of catalogue.devices) {
    const { model, parts } = modelOf(entry, catalogue);
    models.set(model.id, model);
    parts.forEach((cataloguePart, position) => {
      const part = model.parts[position]!;
      for (const written of cataloguePart.match) {
        const matcher = typeof written === 'string' ? { usb: written } : written;
        const anchor = matcher.anchor ?? cataloguePart.anchor ?? false;
        const clue = matcher.clue ?? cataloguePart.clue ?? false;
        const specificity = specificityOf(matcher);
        const matches = conditionsOf(matcher);
        const usbId = 'usb' in matcher ? matcher.usb : null;
        const rule = (mode: string | undefined, speed = part.speed, id = usbId): Rule => ({
          model,
          part,
          clue,
          ...sharing(anchor, id !== null && !hasStrings(matcher) && isShared(idParts(id))),
          mode: mode ?? null,
          speed,
          specificity,
          matches,
        });
        if (anchor) rememberVendor(vendorIds, model, matcher, catalogue);
        if ('usb' in matcher) add(byUsbId, matcher.usb, rule(matcher.mode));
        else if ('vendor' in matcher) add(byVendor, matcher.vendor, rule(matcher.mode));
        else {
          const family = catalogue.families[matcher.family]!;
          for (const member of family.ids)
            add(byUsbId, member.usb, rule(matcher.mode ?? member.mode, member.speed ?? part.speed, member.usb));
          if (hasStrings(matcher)) add(byFamilyVendor, family.vendor, { ...rule(matcher.mode), specificity: NEW_ID });
        }
      }
    });
  }

  const virtual = rules.virtualControllers.map((source) => new RegExp(source, 'i'));
  const names = Object.entries(rules.vrNames).map(([vendor, source]) => ({
    vendor,
    name: new RegExp(source, 'i'),
    models: [...models.values()].filter((model) => model.vendor === vendor),
  }));
  const firmwareSources = new Map(
    (catalogue.firmwareReports ?? []).flatMap(({ usb, layout, interface: number, config = false }) =>
      usb.map((id) => [id, { layout, interface: number, config }] as const),
    ),
  );
  const isNotVr = listed(catalogue.notVr);
  const isHostHub = listed(catalogue.hostHubs);
  const none: readonly Rule[] = [];
  return {
    models,
    modes: catalogue.modes,
    deviceHolders: catalogue.deviceHolders ?? [],
    troubledControllers: catalogue.troubledControllers ?? [],
    pcModels: catalogue.pcModels ?? [],
    modeReader: createModeReader(rules),
    isVirtualController: (controller) => virtual.some((pattern) => pattern.test(controller)),
    isExternalHub: listed(catalogue.externalHubs),
    isHostHub: (hub) => hub.ports.length === 1 && isHostHub(hub),
    candidaciesOf(identity) {
      const exact = byUsbId.get(`${identity.vendorId}:${identity.productId}`) ?? none;
      // The strings settle the model of an id that is not listed yet, never of one that is.
      const family = exact.length === 0 ? (byFamilyVendor.get(identity.vendorId) ?? none) : none;
      const vendor = [...(byVendor.get(identity.vendorId) ?? none), ...family];
      if (exact.length + vendor.length === 0) return none;
      const best = new Map<ModelPart, Candidacy>();
      for (const rule of [...exact, ...vendor]) {
        const known = best.get(rule.part);
        if ((known === undefined || rule.specificity > known.specificity) && rule.matches(identity))
          best.set(rule.part, rule);
      }
      return [...best.values()];
    },
    vrVendorOf: (identity) => (isNotVr(identity) ? null : (catalogue.vrVendors[identity.vendorId] ?? null)),
    modelsKnownByVendor: (vendorId) => [...new Set((byVendor.get(vendorId) ?? none).map((rule) => rule.model))],
    productNamedBy: ({ manufacturer, product }) =>
      names.find(({ name }) => name.test(`${manufacturer ?? ''} ${product ?? ''}`)) ?? null,
    isOfVendor: (model, vendor) =>
      vendor !== null &&
      (model.vendor === vendor || [...(vendorIds.get(model) ?? [])].some((id) => catalogue.vrVendors[id] === vendor)),
    firmwareSourceOf: (vendorId, productId) => firmwareSources.get(`${vendorId}:${productId}`) ?? null,
    lists: (vendorId, productId) =>
      byUsbId.has(`${vendorId}:${productId}`) || byVendor.has(vendorId) || vendorId in catalogue.vrVendors,
  };
}

const idParts = (usb: string) => ({ vendorId: usb.slice(0, 4), productId: usb.slice(5) });

const sharing = (anchor: boolean, shared: boolean) => ({ anchor: anchor && !shared, shared });

function rememberVendor(
  vendorIds: Map<Model, Set<string>>,
  model: Model,
  matcher: Exclude<Matcher, string>,
  { families }: Catalogue,
): void {
  const id =
    'usb' in matcher
      ? matcher.usb.slice(0, 4)
      : 'vendor' in matcher
        ? matcher.vendor
        : families[matcher.family]!.vendor;
  vendorIds.set(model, (vendorIds.get(model) ?? new Set()).add(id));
}

const isFast = (speed: UsbSpeed | null): boolean => speed === 'super' || speed === 'super-plus';

/** True for the ids of a list, which may end in `*`. */
export const listed = (ids: readonly string[]) => (device: Pick<Identity, 'vendorId' | 'productId'>) => {
  const id = `${device.vendorId}:${device.productId}`;
  return ids.some((it) => (it.endsWith('*') ? id.startsWith(it.slice(0, -1)) : id === it));
};

/** A vendor-only rule is the weakest, an exact id is stronger, every condition on top counts as much as an id. */
const specificityOf = (matcher: Exclude<Matcher, string>): number =>
  ('vendor' in matcher ? 1 : 4) +
  [matcher.product, matcher.manufacturer, matcher.release, matcher.speed].filter((it) => it !== undefined).length * 4;

/** Strings on an id of the family's vendor that is not listed yet: as strong as an id of its own, no stronger. */
const NEW_ID = 4;
const hasStrings = (matcher: Exclude<Matcher, string>): boolean =>
  matcher.product !== undefined || matcher.manufacturer !== undefined;

/** True for every device where there is no condition, for none where the pattern cannot be used. */
function textCondition(source: string | undefined): (text: string | null) => boolean {
  if (source === undefined) return () => true;
  const match = publishedPattern(source, 'i', LONGEST.deviceName);
  return (text) => text !== null && match !== null && match(text) !== null;
}

function conditionsOf(matcher: Exclude<Matcher, string>): (identity: Identity) => boolean {
  const product = textCondition(matcher.product);
  const manufacturer = textCondition(matcher.manufacturer);
  const isExcepted = matcher.except === undefined ? () => false : textCondition(matcher.except);
  return (identity) =>
    !isExcepted(`${identity.manufacturer ?? ''} ${identity.product ?? ''}`) &&
    product(identity.product) &&
    manufacturer(identity.manufacturer) &&
    (matcher.release === undefined || identity.release === matcher.release) &&
    (matcher.speed === undefined ||
      (identity.speed !== null && isFast(identity.speed) === (matcher.speed === 'super')));
}
