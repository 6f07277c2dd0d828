import type {
  AssetRegister,
  EquipmentRow,
  EquipmentState,
} from '../../../../shared/domain/inspection/lab-equipment.ts';
import { type RegisterLine, registerLines } from './register-lines.ts';
import { CLASS_OF_KIND, plainWords } from './same-model.ts';
import { type EquipmentReading, findEquipment, type FoundDevice, hasEquipment } from './found-equipment.ts';
import { type Pair, pairBySerial, pairByWords } from './pair-equipment.ts';
import { naturalOrder } from '../../../platform/natural-order.ts';

/**
 * The equipment of the lab against the school's asset register (账物相符), in the order of the register, followed by devices without a
 * line. Lines about anything a program cannot see on USB (desks, PCs, cables), and lines of other rooms, are left out.
 * @param names what a device is called on screen, by its catalogue id and recognised name.
 * @param unread seats without a reading: what may be there is `cannot-tell`, never `missing`.
 */
export function compareEquipment(
  register: AssetRegister | null,
  readings: readonly EquipmentReading[],
  names: (model: string, name: string) => string,
  unread: readonly string[],
): EquipmentRow[] {
  const read = readings.filter(hasEquipment);
  const found = findEquipment(read, names);
  if (register === null) return alike(found).map((devices) => foundRow(devices, 'cannot-tell'));
  const blind = [...unread, ...readings.filter((reading) => !hasEquipment(reading)).map(({ seat }) => seat)];
  const all = registerLines(register, [...read.map(({ seat }) => seat), ...blind]);
  const known = pairBySerial(all, found);
  const { isElsewhere, isHere, isSpot } = findRooms(all, new Set(known.pairs.keys()), readings);
  const lines = all.filter((line) => known.pairs.has(line) || !isElsewhere(line.room));
  const { pairs, left } = pairByWords(lines, known);
  // A place that names more than the room, but no seat of the session, was read by nobody.
  const wasRead = (line: RegisterLine) =>
    line.seat === null ? blind.length === 0 && !isSpot(line) : !blind.includes(line.seat);
  const searched = (line: RegisterLine): SearchState => (isHere(line.room) && wasRead(line) ? 'searched' : 'unknown');
  const listed = new Set(lines.map(({ words }) => words.about));
  return [
    ...lines.map((line) => registerRow(line, pairs.get(line) ?? [], searched(line))),
    ...alike(left).map((devices) => foundRow(devices, stateAlone(devices[0]!, listed))),
  ];
}

/** Registers often list controllers and base stations as one set with their headset. */
function stateAlone({ kind, seats }: FoundDevice, listed: ReadonlySet<string | null>): EquipmentState {
  const itsClass = CLASS_OF_KIND[kind]!;
  const maybePartOfSet = itsClass !== 'worn' && !listed.has(itsClass);
  return seats.length > 1 || maybePartOfSet ? 'cannot-tell' : 'not-in-books';
}

/** `unknown`: a device that was not found may be in a place nobody has read. */
type SearchState = 'searched' | 'unknown';

/** A line of the register beside the devices found for it. */
function registerRow(line: RegisterLine, pairs: readonly Pair[], searched: SearchState): EquipmentRow {
  const { row, serial, expected } = line;
  const devices = pairs.map(({ device }) => device);
  return {
    category: row.category,
    model: row.model === '' ? (devices[0]?.title ?? row.category) : row.model,
    assetNumber: row.assetNumber,
    place: row.place,
    serialInBooks: serial,
    expected,
    ...foundColumns(devices),
    state: stateOf(line, pairs, searched),
  };
}

/** Devices without a line: one, or several alike without serial numbers. */
const foundRow = (devices: readonly FoundDevice[], state: EquipmentState): EquipmentRow => ({
  category: '',
  model: devices[0]?.title ?? '',
  assetNumber: '',
  place: '',
  serialInBooks: '',
  expected: 0,
  ...foundColumns(devices),
  state,
});

function foundColumns(devices: readonly FoundDevice[]): Pick<EquipmentRow, 'serialFound' | 'found' | 'seats'> {
  const serials = devices.flatMap(({ serial }) => (serial === null ? [] : [serial]));
  return {
    serialFound: serials.join('、').slice(0, 200),
    found: devices.length,
    seats: [...new Set(devices.flatMap(({ seats }) => seats))].toSorted(naturalOrder),
  };
}

function stateOf(
  { serialKey, damaged, expected, words }: RegisterLine,
  pairs: readonly Pair[],
  searched: SearchState,
): EquipmentState {
  const [first] = pairs;
  // One serial number at two seats: carried from one to the other, or two devices that cannot be distinguished.
  if (pairs.some(({ device }) => device.seats.length > 1)) return 'cannot-tell';
  if (first?.by === 'serial') return 'agrees';
  if (pairs.some(({ by }) => by === 'maybe') || (damaged && pairs.length > 0)) return 'cannot-tell';
  if (serialKey !== null && first !== undefined)
    return first.device.serialKey === null || searched === 'unknown' ? 'cannot-tell' : 'serial-differs';
  if (pairs.length >= expected) return pairs.length === expected ? 'agrees' : 'count-differs';
  // Controllers, trackers and base stations work by radio: one that is not seen on USB may be in order.
  if (searched === 'unknown' || words.about !== 'worn') return 'cannot-tell';
  return pairs.length === 0 ? 'missing' : 'count-differs';
}

/** Groups devices that share a row. One with a serial number, or read at two seats, has a row of its own. */
function alike(devices: readonly FoundDevice[]): FoundDevice[][] {
  const groups = Map.groupBy(devices, ({ title, serial, seats }) =>
    serial === null && seats.length === 1 ? title : `${title}\n${serial}\n${seats.join('\n')}`,
  );
  return [...groups].toSorted(([a], [b]) => naturalOrder(a, b)).map(([, same]) => same);
}

const squeezed = (text: string): string => plainWords(text).replaceAll(' ', '');

/** Which rooms of the register are the inspected lab, whatever the register calls it. */
interface Rooms {
  /** Another room, in a register where some lines name this lab. */
  readonly isElsewhere: (room: string) => boolean;
  /** This lab by name, no room at all, the only room of the register, or a room with devices that were read in this lab. */
  readonly isHere: (room: string) => boolean;
  /** Whether the place of a line is more than a room: 301-04 where the lab is 301, or 4号机位. */
  readonly isSpot: (line: RegisterLine) => boolean;
}

const SEAT_WORD = /[a-z0-9]\s*(?:号?机位|号机|号位|号座|座位)$/u;

/** @param known lines whose serial number was read in this lab. */
function findRooms(
  lines: readonly RegisterLine[],
  known: ReadonlySet<RegisterLine>,
  readings: readonly EquipmentReading[],
): Rooms {
  const labs = new Set(readings.flatMap(({ run }) => (run.station === null ? [] : [squeezed(run.station.lab)])));
  const rooms = new Set(lines.map(({ room }) => room));
  const named = new Set([...rooms].filter((room) => [...labs].some((lab) => squeezed(room).includes(lab))));
  // Where no line names the lab: the rooms of the devices whose serial numbers were read here.
  const home = new Set(named.size > 0 ? [] : lines.filter((line) => known.has(line)).map(({ room }) => room));
  const isHere = (room: string) => room === '' || rooms.size === 1 || named.has(room) || home.has(room);
  const isSpot = ({ row }: RegisterLine) =>
    SEAT_WORD.test(plainWords(row.place)) ||
    [...labs].some((lab) => /[a-z0-9]/u.test(squeezed(row.place).split(lab).slice(1).join(lab)));
  return { isHere, isSpot, isElsewhere: (room) => named.size > 0 && !isHere(room) };
}
