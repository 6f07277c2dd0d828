import type { DeviceKind, DevicePart, RecognisedDevice } from '../../shared/domain/device.ts';
import type { HidDeviceFacts } from '../../shared/domain/hid-facts.ts';
import type { UsbDeviceFacts } from '../../shared/domain/usb-facts.ts';
import { fastestSpeed, usbIdOf } from '../../shared/domain/usb-id.ts';
import { naturalOrder } from '../natural-order.ts';
import type { Candidacy, DeviceCatalogue, Model, ModelPart } from './catalogue.ts';
import { isHub, isSuperSpeed, type UsbTopology } from './topology.ts';
import type { Claim, Unit } from './unit.ts';

/** Parts whose serial number and release are the ones a vendor's program shows for the whole device, best first. */
const LABEL_ROLES = ['lighthouse', 'headset', 'mainboard', 'companion', 'tracker', 'controller', 'radio'];

function byLabel(claims: readonly Claim[]): Claim[] {
  const rank = (claim: Claim) => {
    const position = LABEL_ROLES.indexOf(claim.part.role);
    return isHub(claim.device) ? LABEL_ROLES.length + 1 : position < 0 ? LABEL_ROLES.length : position;
  };
  return claims.toSorted((a, b) => rank(a) - rank(b));
}

const serialOf = (claims: readonly Claim[]): string | null =>
  byLabel(claims).find((claim) => claim.device.serial !== null && !isHub(claim.device))?.device.serial ?? null;

/** The member nearest to the PC, on the USB 2 half where there is one: that is the plug a person looks for. */
function outermost(devices: Iterable<UsbDeviceFacts>): UsbDeviceFacts | undefined {
  return [...devices].toSorted(
    (a, b) =>
      a.ports.length - b.ports.length ||
      Number(isSuperSpeed(a)) - Number(isSuperSpeed(b)) ||
      naturalOrder(a.key, b.key),
  )[0];
}

const partOf = (part: ModelPart, claim: Claim | null): DevicePart => ({
  role: part.role,
  piece: part.piece,
  need: part.need,
  key: claim?.device.key ?? null,
  speed: claim?.device.speed ?? null,
  expectedSpeed: claim === null ? part.speed : claim.expectedSpeed,
});

/** Parts of the model in catalogue order, missing ones with a null key; optional parts only when present. */
function partsOf(unit: Unit): DevicePart[] {
  const roles = new Set(unit.claims.map((claim) => claim.part.role));
  return unit.model.parts.flatMap((part) => {
    const claims = unit.claims.filter((claim) => claim.part === part);
    const needed = part.need !== 'optional' && (part.whenPresent === null || roles.has(part.whenPresent));
    const missing = needed ? Math.max(0, part.count - claims.length) : 0;
    return [
      ...claims.map((claim) => partOf(part, claim)),
      ...Array.from({ length: missing }, () => partOf(part, null)),
    ];
  });
}

export function describeUnit(
  topology: UsbTopology,
  unit: Unit,
  members: ReadonlySet<UsbDeviceFacts>,
): RecognisedDevice {
  const onOneCable = [...members].filter(
    (device) => !unit.claims.some((claim) => claim.device === device && claim.part.reach === 'host'),
  );
  const port = outermost(onOneCable.length > 0 ? onOneCable : members)?.key ?? null;
  const identity = unit.claims.find((claim) => claim.anchor && !isHub(claim.device)) ?? unit.claims[0]!;
  const release = byLabel(unit.claims)[0]?.device.release ?? null;
  return {
    subject: `${unit.model.id}@${port ?? '?'}`,
    model: unit.model.id,
    kind: unit.model.kind,
    vendor: unit.model.vendor,
    name: unit.model.names[usbIdOf(identity.device)] ?? unit.model.name,
    connection: unit.model.connection,
    candidates: [],
    serial: serialOf(unit.claims),
    port,
    speed: fastestSpeed(unit.claims.filter((claim) => claim.part.reach === 'unit').map((claim) => claim.device.speed)),
    mode: unit.claims.find((claim) => claim.mode !== null)?.mode ?? null,
    parts: partsOf(unit),
    members: topology.devices.filter((device) => members.has(device)).map((device) => device.key),
    firmware: release === null ? null : { usbRelease: release },
  };
}

/** One of the models an unsettled device may be. */
type Candidate = Pick<Candidacy, 'model' | 'mode'>;

const commonKind = (candidates: readonly Candidate[]): DeviceKind => {
  const kinds = new Set(candidates.map(({ model }) => model.kind));
  return kinds.size === 1 ? [...kinds][0]! : 'unknown';
};

/** The part a device of open identity is, as far as its candidates agree; one that no entry lists stands for itself. */
function openPartOf(device: UsbDeviceFacts, candidates: ReadonlySet<Model>, catalogue: DeviceCatalogue): DevicePart {
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

/** A device that is surely VR gear but not surely one model. Its name is what it says of itself. */
export function describeUnknown(
  devices: readonly UsbDeviceFacts[],
  candidates: readonly Candidate[],
  catalogue: DeviceCatalogue,
): RecognisedDevice {
  const first = outermost(devices)!;
  const vendors = new Set(candidates.map(({ model }) => model.vendor));
  const models = new Set(candidates.map(({ model }) => model));
  const mode = new Set(candidates.map((candidacy) => candidacy.mode));
  return {
    subject: `unknown@${first.key}`,
    model: 'unknown',
    kind: commonKind(candidates),
    vendor: catalogue.vrVendorOf(first) ?? (vendors.size === 1 ? [...vendors][0]! : first.manufacturer),
    name: first.product,
    connection: null,
    candidates: [...models].map((model) => model.id),
    serial: devices.find((device) => device.serial !== null)?.serial ?? null,
    port: first.key,
    speed: fastestSpeed(devices.map(({ speed }) => speed)),
    mode: mode.size === 1 ? ([...mode][0] ?? null) : null,
    parts: devices.map((device) => openPartOf(device, models, catalogue)),
    members: devices.map((device) => device.key),
    firmware: first.release === null ? null : { usbRelease: first.release },
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
  };
}
