import type { DeviceKind, DevicePart, RecognisedDevice } from '../../shared/domain/device.ts';
import type { HidDeviceFacts } from '../../shared/domain/hid-facts.ts';
import type { UsbDeviceFacts } from '../../shared/domain/usb-facts.ts';
import { fastestSpeed, usbIdOf } from '../../shared/domain/usb-id.ts';
import { naturalOrder } from '../platform/natural-order.ts';
import type { Candidacy, DeviceCatalogue, Model, ModelPart } from '../published/catalogue.ts';
import { type FirmwareByKey, findOwnFirmware } from './own-firmware.ts';
import { isHub, isSuperSpeed, type UsbTopology } from './topology.ts';
import { type Claim, isPassedThrough, type Unit } from './unit.ts';

/** Parts whose serial number is the one a vendor's program shows for the whole device, best first. */
const SERIAL_ROLES = ['lighthouse', 'headset', 'mainboard', 'companion', 'tracker', 'controller', 'radio'];

/** Parts whose release is the firmware of the whole device, best first; a radio's only where the device is a radio. */
const FIRMWARE_ROLES = [
  'headset',
  'mainboard',
  'companion',
  'lighthouse',
  'tracking-cameras',
  'tracker',
  'controller',
  'base-station',
  'head-marker',
  'sensor',
  'eye-tracker',
];

/** Claims of those roles first, in their order; hubs, which only carry the others, last of all. */
function byRole(claims: readonly Claim[], roles: readonly string[]): Claim[] {
  const rank = (claim: Claim) => {
    const position = roles.indexOf(claim.part.role);
    return isHub(claim.device) ? roles.length + 1 : position < 0 ? roles.length : position;
  };
  return claims.toSorted((a, b) => rank(a) - rank(b));
}

/** A link box, a cable or a sensor beside it has a number of its own. */
const findSerial = (claims: readonly Claim[]): string | null =>
  byRole(claims, SERIAL_ROLES).find(
    ({ part, device }) => part.piece === 'headset' && device.serial !== null && !isHub(device),
  )?.device.serial ?? null;

/** A cable's hub has a release number too, and so has a bootloader: neither is the firmware of the device. */
function findFirmware({ model, claims }: Unit, isInBootloader: boolean): RecognisedDevice['firmware'] {
  if (isInBootloader) return null;
  const roles = model.kind === 'dongle' ? [...FIRMWARE_ROLES, 'radio'] : FIRMWARE_ROLES;
  const own = claims.filter(
    ({ part, device }) => part.piece === 'headset' && roles.includes(part.role) && !isHub(device) && !part.hub,
  );
  const release = byRole(own, roles)[0]?.device.release ?? null;
  return release === null ? null : { usbRelease: release };
}

/** The member nearest to the PC, on the USB 2 half where there is one: that is the plug a person looks for. */
function outermost(devices: Iterable<UsbDeviceFacts>): UsbDeviceFacts | undefined {
  return [...devices].toSorted(
    (a, b) =>
      a.ports.length - b.ports.length ||
      Number(isSuperSpeed(a)) - Number(isSuperSpeed(b)) ||
      naturalOrder(a.key, b.key),
  )[0];
}

const buildPart = (part: ModelPart, claim: Claim | null): DevicePart => ({
  role: part.role,
  piece: part.piece,
  need: part.need,
  key: claim?.device.key ?? null,
  speed: claim?.device.speed ?? null,
  expectedSpeed: claim === null ? part.speed : claim.expectedSpeed,
});

/**
 * Parts of the model in catalogue order, missing ones with a null key; optional parts only when present. Hubs and the link
 * box stay behind when a headset is passed through chip by chip.
 */
function buildParts(topology: UsbTopology, unit: Unit): DevicePart[] {
  const roles = new Set(unit.claims.map((claim) => claim.part.role));
  const passedThrough = isPassedThrough(topology, unit);
  return unit.model.parts.flatMap((part) => {
    const claims = unit.claims.filter((claim) => claim.part === part);
    const staysBehind = passedThrough && (part.hub || part.piece === 'link-box');
    const needed =
      part.need !== 'optional' &&
      !staysBehind &&
      (part.whenPresent === null || roles.has(part.whenPresent)) &&
      (part.unlessPresent === null || !roles.has(part.unlessPresent));
    const missing = needed ? Math.max(0, part.count - claims.length) : 0;
    return [
      ...claims.map((claim) => buildPart(part, claim)),
      ...Array.from({ length: missing }, () => buildPart(part, null)),
    ];
  });
}

/** The mode of its parts; where an essential one is missing, a chip inside that stopped in its bootloader may be it. */
function deriveMode(
  unit: Unit,
  members: ReadonlySet<UsbDeviceFacts>,
  parts: readonly DevicePart[],
  catalogue: DeviceCatalogue,
) {
  const modes = unit.claims.flatMap(({ mode }) => mode ?? []);
  const blocking = modes.find((mode) => isBootMode(mode, catalogue));
  if (blocking !== undefined || modes.length > 0) return blocking ?? modes[0]!;
  if (!parts.some(({ key, need }) => key === null && need === 'essential')) return null;
  const unclaimed = [...members].filter(
    (device) => !isHub(device) && !unit.claims.some((claim) => claim.device === device),
  );
  return unclaimed.map((device) => catalogue.modeReader.bootModeOf(device)).find((mode) => mode !== null) ?? null;
}

const isBootMode = (mode: string | null, { modes }: DeviceCatalogue): boolean =>
  mode !== null && ['blocking', 'no-display-link'].includes(modes[mode] ?? '');

export function describeUnit(
  topology: UsbTopology,
  unit: Unit,
  members: ReadonlySet<UsbDeviceFacts>,
  catalogue: DeviceCatalogue,
  firmware: FirmwareByKey,
): RecognisedDevice {
  const onOneCable = [...members].filter(
    (device) => !unit.claims.some((claim) => claim.device === device && claim.part.reach === 'host'),
  );
  const port = outermost(onOneCable.length > 0 ? onOneCable : members)?.key ?? null;
  const identity = unit.claims.find((claim) => claim.anchor && !isHub(claim.device)) ?? unit.claims[0]!;
  const parts = buildParts(topology, unit);
  const mode = deriveMode(unit, members, parts, catalogue);
  return {
    subject: `${unit.model.id}@${port ?? '?'}`,
    model: unit.model.id,
    kind: unit.model.kind,
    vendor: unit.model.vendor,
    name: unit.model.names[usbIdOf(identity.device)] ?? unit.model.name,
    connection: unit.model.connection,
    candidates: [],
    serial: findSerial(unit.claims),
    port,
    speed: fastestSpeed(unit.claims.filter((claim) => claim.part.reach === 'unit').map((claim) => claim.device.speed)),
    mode,
    parts,
    members: topology.devices.filter((device) => members.has(device)).map((device) => device.key),
    firmware: findFirmware(unit, isBootMode(mode, catalogue)),
    ...(unit.model.plug !== null && { plug: unit.model.plug }),
    ...findOwnFirmware(unit, isBootMode(mode, catalogue), firmware),
    ...(!unit.model.verified && { unverified: true }),
  };
}

/** One of the models an unsettled device may be. */
type Candidate = Pick<Candidacy, 'model' | 'mode'>;

const commonKind = (candidates: readonly Candidate[]): DeviceKind => {
  const kinds = new Set(candidates.map(({ model }) => model.kind));
  return kinds.size === 1 ? [...kinds][0]! : 'unknown';
};

/** The part a device of open identity is, as far as its candidates agree; one that no entry lists stands for itself. */
function buildOpenPart(device: UsbDeviceFacts, candidates: ReadonlySet<Model>, catalogue: DeviceCatalogue): DevicePart {
  const parts = catalogue.candidaciesOf(device).flatMap(({ model, part }) => (candidates.has(model) ? part : []));
  const [first] = parts;
  const agree = (key: 'role' | 'piece'): boolean => parts.every((part) => part[key] === first![key]);
  return {
    role: first !== undefined && agree('role') ? first.role : 'device',
    piece: first !== undefined && agree('piece') ? first.piece : 'headset',
    need: parts.every(({ need }) => need === 'essential') ? 'essential' : 'secondary',
    key: device.key,
    speed: device.speed,
    expectedSpeed: null,
  };
}

/** USB devices that are one product whose model stays open. */
interface OpenProduct {
  readonly devices: readonly UsbDeviceFacts[];
  readonly candidates: readonly Candidate[];
  /** The maker, where the vendor id does not name it. */
  readonly vendor?: string;
}

/** The mode that its interfaces and strings show; of the ids, what all candidates agree on. */
function deriveOpenMode(device: UsbDeviceFacts, candidates: readonly Candidate[], { modeReader }: DeviceCatalogue) {
  const modes = new Set(candidates.map((candidacy) => candidacy.mode));
  const ofId = modes.size === 1 ? ([...modes][0] ?? null) : null;
  const tethered = candidates.length > 0 && candidates.every(({ model }) => model.connection !== 'standalone');
  return tethered ? (ofId ?? modeReader.bootModeOf(device)) : modeReader.standaloneModeOf(device, ofId).mode;
}

/**
 * A device that is surely VR gear but not surely one model. Its name is what it says of itself.
 * @param hubs inside the device.
 */
export function describeUnknown(
  { devices, candidates, vendor }: OpenProduct,
  hubs: readonly UsbDeviceFacts[],
  catalogue: DeviceCatalogue,
): RecognisedDevice {
  const first = devices.find((device) => !isHub(device)) ?? devices[0]!;
  const port = outermost([...devices, ...hubs])!.key;
  const vendors = new Set(candidates.map(({ model }) => model.vendor));
  const models = new Set(candidates.map(({ model }) => model));
  const stopped = devices.map((device) => catalogue.modeReader.bootModeOf(device)).find((it) => it !== null);
  const mode = deriveOpenMode(first, candidates, catalogue) ?? stopped ?? null;
  const { release } = first;
  return {
    subject: `unknown@${port}`,
    model: 'unknown',
    kind: commonKind(candidates),
    vendor: vendor ?? catalogue.vrVendorOf(first) ?? (vendors.size === 1 ? [...vendors][0]! : first.manufacturer),
    name: first.product,
    connection: null,
    candidates: [...models].map((model) => model.id),
    serial: devices.find((device) => device.serial !== null)?.serial ?? null,
    port,
    speed: fastestSpeed(devices.map(({ speed }) => speed)),
    mode,
    parts: devices.map((device) => buildOpenPart(device, models, catalogue)),
    members: [...hubs, ...devices].map((device) => device.key),
    firmware: release === null || isHub(first) || isBootMode(mode, catalogue) ? null : { usbRelease: release },
  };
}

export function describeBluetoothDevice(device: HidDeviceFacts, { model, part }: Candidacy): RecognisedDevice {
  const id = `${device.vendorId}:${device.productId}`;
  return {
    subject: `${model.id}@bluetooth-${device.serial ?? device.path}`,
    model: model.id,
    kind: model.kind,
    vendor: model.vendor,
    name: model.names[id] ?? model.name,
    connection: 'bluetooth',
    candidates: [],
    serial: device.serial,
    port: null,
    speed: null,
    mode: null,
    parts: [
      { role: part.role, piece: part.piece, need: part.need, key: device.path, speed: null, expectedSpeed: null },
    ],
    members: [],
    firmware: null,
    ...(!model.verified && { unverified: true }),
  };
}
