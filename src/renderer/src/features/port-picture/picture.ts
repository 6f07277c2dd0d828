import { partsWithoutHeadset, speedThatMatters } from '../../../../shared/answering-parts.ts';
import type { DeviceKind, RecognisedDevice } from '../../../../shared/domain/device.ts';
import type { Finding } from '../../../../shared/domain/finding.ts';
import type { PcSocket } from '../../../../shared/domain/pc-sockets.ts';
import type { Side } from '../../../../shared/domain/socket-terms.ts';
import type { UsbDeviceFacts } from '../../../../shared/domain/usb-facts.ts';
import { type UsbSpeed, fastestSpeed } from '../../../../shared/domain/usb-id.ts';
import { isSuperSpeed } from '../../../../shared/find-socket.ts';
import type { ProblemGroup } from '../../../../shared/summarize-findings.ts';
import { type HeadsetForm, formOf, isWorn } from '../../drawings/headset-form.ts';
import type { Assessment } from '../assessment/assessment.ts';
import { type FaultPlace, helpsAnotherSocket, placeOfCause } from './place-of-cause.ts';
import { Plugged } from './plugged.ts';

/** What is wrong, and what only has to be looked at. */
export type Mark = 'broken' | 'attention';

export interface Piece {
  readonly kind: 'hub' | 'link-box' | DeviceKind;
  readonly form: HeadsetForm;
  /** Null: the name of its kind is shown. */
  readonly name: string | null;
  /** Expected, and not there. */
  readonly isAbsent: boolean;
  readonly mark: Mark | null;
  /** The cable towards the PC. */
  readonly edge: { readonly speed: UsbSpeed | null; readonly mark: Mark | null };
}

/** What hangs at one socket, from the PC outwards. */
export interface Chain {
  readonly id: string;
  /** Id of the drawn socket; null: which one it is is not known. */
  readonly socket: string | null;
  readonly pieces: readonly Piece[];
}

export interface DrawnSocket extends Pick<PcSocket, 'id' | 'row' | 'column' | 'shape' | 'colour' | 'usb'> {
  readonly state: 'plain' | 'wrong' | 'target';
}

/** One side of the PC. Where its sockets are not known, it is drawn as many PCs are, and shows colours only. */
export interface Panel {
  readonly side: Side;
  readonly isKnown: boolean;
  readonly sockets: readonly DrawnSocket[];
}

/** What is said below the drawing, each with the sign it has there. */
export type Note =
  | { readonly says: 'wrong-socket'; readonly socket: PcSocket | null }
  | { readonly says: 'only-usb2'; readonly socket: PcSocket | null }
  | { readonly says: 'plugged-in'; readonly socket: PcSocket }
  /** `rows` with such sockets on that side; empty where the sockets are not known. */
  | { readonly says: 'target'; readonly side: Side; readonly rows: readonly number[] }
  | { readonly says: 'firmware-hint'; readonly side: Side }
  | {
      readonly says:
        | 'last-edge'
        | 'straight-to-pc'
        | 'software'
        | 'pc'
        | 'absent'
        | 'one-headset'
        | 'port'
        | 'overcurrent';
    };

export interface Picture {
  readonly panels: readonly Panel[];
  readonly chains: readonly Chain[];
  /** The screen of the PC is drawn, with this mark on it. */
  readonly software: Mark | null;
  readonly pc: Mark | null;
  readonly notes: readonly Note[];
  /** Recognised devices that are not drawn, and everything else on USB. */
  readonly moreDevices: number;
  readonly others: number;
}

export interface PictureNames {
  readonly deviceName: (device: RecognisedDevice) => string;
  readonly whatIsThere: (device: RecognisedDevice) => string;
  readonly subjectName: (finding: Finding, devices: readonly RecognisedDevice[]) => string;
}

/** What is drawn from. */
type Seen = Pick<Assessment, 'usb' | 'devices'>;

const MOST_CHAINS = 3;
const MARKS: Partial<Record<Finding['outcome'], Mark>> = { fail: 'broken', warn: 'attention', unknown: 'attention' };

/** A PC of which nothing is known: two fast sockets, two slow ones. */
const COMMON_REAR: readonly PcSocket[] = (['usb2', 'usb3'] as const).flatMap((usb, at) =>
  [1, 2].map((column): PcSocket => {
    const colour = usb === 'usb3' ? 'blue' : 'black';
    return { id: `${usb}-${column}`, side: 'rear', row: at + 1, column, shape: 'usb-a', colour, usb, ports: [] };
  }),
);

/** What the open problem says of a device at a place. */
function marksOf(problem: ProblemGroup | null) {
  const findings = problem === null ? [] : [problem.speaking, ...problem.also];
  return (place: FaultPlace, subject?: string): Mark | null => {
    const marks = findings
      .filter((it) => placeOfCause(it.cause) === place && (subject === undefined || it.subject === subject))
      .map(({ outcome }) => MARKS[outcome]);
    return marks.includes('broken') ? 'broken' : marks.includes('attention') ? 'attention' : null;
  };
}
type MarkAt = ReturnType<typeof marksOf>;

interface ChainFacts {
  readonly name: string;
  readonly plugged: Plugged;
  readonly markAt: MarkAt;
  /** Only the fast half of the cable is connected: its speed is not what is wrong with it. */
  readonly lacksSlowHalf: boolean;
}

/** Sensors on cables of their own are all there is: no headset is drawn in their place. */
function isOnlyBeside(device: RecognisedDevice): boolean {
  const parts = partsWithoutHeadset(device);
  return parts.length > 0 && parts.every(({ piece }) => piece === 'separate');
}

function chainOf(device: RecognisedDevice, { name, plugged, markAt, lacksSlowHalf }: ChainFacts): Chain {
  const { subject } = device;
  const hubs = plugged.hubsBefore(device).map((faces): Piece => {
    const speed = fastestSpeed(faces.map((face) => face.speed));
    const mark = markAt('hub', subject);
    const product = faces.find((face) => face.speed === speed)?.product ?? null;
    return { kind: 'hub', form: 'tethered', name: product, isAbsent: false, mark, edge: { speed, mark: null } };
  });
  const isBeside = isOnlyBeside(device);
  const hasLinkBox = device.parts.some((part) => part.piece === 'link-box' && part.key !== null);
  const hasHead =
    device.parts.length === 0 ||
    device.parts.some((part) => part.key !== null && part.piece !== 'link-box' && part.piece !== 'cable');
  const box: Piece[] = hasLinkBox
    ? [
        {
          kind: 'link-box',
          form: 'tethered',
          name: null,
          isAbsent: false,
          mark: null,
          edge: { speed: speedThatMatters(device), mark: null },
        },
      ]
    : [];
  const head: Piece = {
    kind: isBeside ? 'accessory' : device.kind,
    form: formOf(device),
    name,
    isAbsent: !hasHead,
    mark: markAt('device', subject),
    edge: { speed: hasLinkBox ? null : speedThatMatters(device), mark: markAt('last-edge', subject) },
  };
  const pieces = [...hubs, ...box, head];
  const atPort = markAt('port', subject);
  const slow = atPort ?? markAt('socket', subject);
  const first = pieces.findIndex(({ edge }) => edge.speed !== null && !isSuperSpeed(edge.speed));
  const broken = slow === null ? -1 : atPort === null ? Math.max(first, 0) : 0;
  const hidesSpeed = lacksSlowHalf || atPort !== null;
  return {
    id: subject,
    socket: plugged.socketOf(device)?.id ?? null,
    pieces: pieces.map((piece, at) =>
      at === broken ? { ...piece, edge: { speed: hidesSpeed ? null : piece.edge.speed, mark: slow } } : piece,
    ),
  };
}

const expectedKind = (cause: string | null): DeviceKind =>
  cause === 'dongle-not-seen'
    ? 'dongle'
    : cause?.startsWith('controller') === true
      ? 'controller'
      : cause === 'equipment-not-seen'
        ? 'accessory'
        : 'headset';

/** Something that should be there, or a port with something in it that does not answer. */
function absentChain(finding: Finding, place: 'absent' | 'port', plugged: Plugged, name: string | null): Chain {
  const { port, hub } = finding.evidence;
  const at = place === 'absent' ? null : typeof port === 'string' ? port : typeof hub === 'string' ? hub : null;
  const mark = MARKS[finding.outcome] ?? 'attention';
  const kind = place === 'port' ? 'unknown' : expectedKind(finding.cause);
  return {
    id: finding.subject,
    socket: at === null ? null : (plugged.socketAt(at)?.id ?? null),
    pieces: [{ kind, form: 'tethered', name, isAbsent: true, mark: null, edge: { speed: null, mark } }],
  };
}

/** Which devices the open problem is about; without one, or where it is about none, those that are worn. */
function devicesInFocus(assessment: Seen, problem: ProblemGroup | null): readonly RecognisedDevice[] {
  const plugged = assessment.devices.filter(({ port, members }) => port !== null || members.length > 0);
  const subjects = new Set(problem === null ? [] : [problem.speaking, ...problem.also].map(({ subject }) => subject));
  const about = plugged.filter(({ subject }) => subjects.has(subject));
  const worn = plugged.filter(isWorn);
  if (problem?.speaking.cause === 'several-headsets') return worn;
  if (about.length > 0) return about;
  return problem === null ? [...worn, ...plugged.filter((it) => !isWorn(it))] : worn;
}

/** What is drawn for the open problem, or for all that is connected where there is none. */
export function buildPicture(
  assessment: Seen,
  problem: ProblemGroup | null,
  sockets: readonly PcSocket[] | null,
  names: PictureNames,
): Picture {
  const plugged = new Plugged(assessment.usb ?? [], sockets ?? []);
  const markAt = marksOf(problem);
  const speaking = problem?.speaking ?? null;
  const place = speaking === null ? null : (placeOfCause(speaking.cause) ?? null);
  const focus = devicesInFocus(assessment, problem).slice(0, MOST_CHAINS);
  const missing: Chain[] =
    speaking !== null &&
    (place === 'absent' || place === 'port') &&
    !focus.some((it) => it.subject === speaking.subject)
      ? [
          absentChain(
            speaking,
            place,
            plugged,
            speaking.evidence['model'] === undefined ? null : names.subjectName(speaking, assessment.devices),
          ),
        ]
      : [];
  const nameOf = (it: RecognisedDevice) => (isOnlyBeside(it) ? names.whatIsThere(it) : names.deviceName(it));
  const lacksSlowHalf = speaking?.cause === 'usb2-half-missing';
  const present = focus.map((device) => chainOf(device, { name: nameOf(device), plugged, markAt, lacksSlowHalf }));
  const chains = place === 'absent' || place === 'port' ? [...missing, ...present].slice(0, MOST_CHAINS) : present;
  const current = focus.find(({ subject }) => subject === speaking?.subject) ?? null;
  const state = currentSocket(current, plugged, place);
  const targets = helpsAnotherSocket(speaking?.cause ?? null)
    ? freeSockets(plugged, state.socket, current)
    : new Set<string>();
  return {
    panels: panelsOf(plugged, chains, state, targets),
    chains: sockets === null && state.isUsb2Socket ? chains.map(fromSlowSocket(current)) : chains,
    software: markAt('software'),
    pc: markAt('pc'),
    notes: notesOf({ place, speaking, current, state, targets, plugged }),
    moreDevices: assessment.devices.length - focus.length,
    others: othersOf(assessment, plugged).length,
  };
}

/** What is on USB besides recognised devices and the hubs on their way. */
function othersOf({ devices }: Seen, plugged: Plugged): string[] {
  const known = new Set(
    devices.flatMap((device) => [
      ...device.members,
      ...device.parts.map(({ key }) => key),
      ...plugged.hubsBefore(device).flatMap((faces) => faces.map(({ key }) => key)),
    ]),
  );
  return plugged.keys.filter((key) => !known.has(key));
}

/** The same as devices, for whoever asks what they are. */
export function otherUsbDevices(seen: Seen, sockets: readonly PcSocket[] | null): UsbDeviceFacts[] {
  const plugged = new Plugged(seen.usb ?? [], sockets ?? []);
  return othersOf(seen, plugged).flatMap((key) => plugged.facts(key) ?? []);
}

/** Where a device is plugged in; null: not known. */
export const socketOfDevice = (
  seen: Seen,
  sockets: readonly PcSocket[] | null,
  device: RecognisedDevice,
): PcSocket | null => new Plugged(seen.usb ?? [], sockets ?? []).socketOf(device);

interface CurrentSocket {
  readonly socket: PcSocket | null;
  /** The system or the map knows of no fast half: no cable will help there. */
  readonly isUsb2Socket: boolean;
}

function currentSocket(device: RecognisedDevice | null, plugged: Plugged, place: FaultPlace | null): CurrentSocket {
  if (device === null || place !== 'socket') return { socket: null, isUsb2Socket: false };
  const socket = plugged.socketOf(device);
  const isSlow =
    plugged.members(device)[0]?.socketHasSuperSpeed === false || (socket !== null && socket.usb !== 'usb3');
  return { socket, isUsb2Socket: isSlow };
}

/**
 * Fast sockets that nothing is in, at the back where there are any: those of the board itself. Headsets that are nothing without a PC
 * have a USB-A plug or come with an adapter to one; what has a computer of its own may have either.
 */
function freeSockets(plugged: Plugged, current: PcSocket | null, device: RecognisedDevice | null): ReadonlySet<string> {
  const { sockets } = plugged.finder;
  if (sockets.length === 0) return new Set(['usb3-1', 'usb3-2']);
  const free = sockets.filter((it) => it.usb === 'usb3' && it.id !== current?.id && !plugged.isTaken(it));
  const rear = free.filter(({ side }) => side === 'rear');
  const near = rear.length > 0 ? rear : free;
  const isTethered = device !== null && device.model !== 'unknown' && formOf(device) === 'tethered';
  const fitting = isTethered ? near.filter(({ shape }) => shape === 'usb-a') : [];
  return new Set((fitting.length > 0 ? fitting : near).map(({ id }) => id));
}

const fromSlowSocket =
  (current: RecognisedDevice | null) =>
  (chain: Chain): Chain =>
    chain.id === current?.subject ? { ...chain, socket: 'usb2-1' } : chain;

/** The back is always drawn; another side where something is plugged in there or ought to be. */
function panelsOf(
  plugged: Plugged,
  chains: readonly Chain[],
  { socket, isUsb2Socket }: CurrentSocket,
  targets: ReadonlySet<string>,
): Panel[] {
  const { sockets } = plugged.finder;
  const isKnown = sockets.length > 0;
  const wrong = !isUsb2Socket ? null : isKnown ? (socket?.id ?? null) : 'usb2-1';
  const drawn = (all: readonly PcSocket[]) =>
    all.map(({ id, row, column, shape, colour, usb }): DrawnSocket => {
      const state = id === wrong ? 'wrong' : targets.has(id) ? 'target' : 'plain';
      return { id, row, column, shape, colour, usb, state };
    });
  if (!isKnown) return [{ side: 'rear', isKnown, sockets: drawn(COMMON_REAR) }];
  const used = new Set(chains.flatMap((chain) => chain.socket ?? []));
  const sides = Map.groupBy(sockets, ({ side }) => side);
  const needed = [...sides].filter(
    ([side, its]) => side === 'rear' || its.some(({ id }) => used.has(id) || targets.has(id)),
  );
  return (needed.length > 0 ? needed : [...sides]).map(([side, its]) => ({ side, isKnown, sockets: drawn(its) }));
}

interface NoteFacts {
  readonly place: FaultPlace | null;
  readonly speaking: Finding | null;
  readonly current: RecognisedDevice | null;
  readonly state: CurrentSocket;
  readonly targets: ReadonlySet<string>;
  readonly plugged: Plugged;
}

function notesOf({ place, speaking, current, state, targets, plugged }: NoteFacts): Note[] {
  const notes: Note[] = [];
  const isSlow = current !== null && current.speed !== null && !isSuperSpeed(current.speed);
  if (place === 'socket' && state.isUsb2Socket) notes.push({ says: 'wrong-socket', socket: state.socket });
  else if (place === 'socket' && isSlow) notes.push({ says: 'only-usb2', socket: state.socket });
  if (speaking?.cause === 'port-overcurrent') notes.push({ says: 'overcurrent' });
  else if (place === 'last-edge' || place === 'software' || place === 'pc' || place === 'absent' || place === 'port')
    notes.push({ says: place });
  if (place === 'hub') notes.push({ says: 'straight-to-pc' });
  if (speaking?.cause === 'several-headsets') notes.push({ says: 'one-headset' });
  const socket = current === null ? null : plugged.socketOf(current);
  if (socket !== null && place !== 'socket') notes.push({ says: 'plugged-in', socket });
  const hint = current === null || socket !== null ? undefined : plugged.members(current)[0]?.firmwareSide;
  if (hint !== undefined && place === 'socket') notes.push({ says: 'firmware-hint', side: hint });
  if (targets.size > 0) {
    const known = plugged.finder.sockets.filter(({ id }) => targets.has(id));
    const side = known[0]?.side ?? 'rear';
    const rows = new Set(known.flatMap((it) => (it.side === side ? it.row : [])));
    notes.push({ says: 'target', side, rows: [...rows].toSorted((a, b) => a - b) });
  }
  return notes;
}
