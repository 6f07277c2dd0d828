import type { EquipmentRow, EquipmentState } from '../../../shared/domain/inspection/lab-equipment.ts';
import { naturalOrder } from '../../platform/natural-order.ts';
import type { BookLine } from './book-lines.ts';
import type { FoundDevice } from './found-equipment.ts';
import type { Pair } from './pair-up.ts';

/** `unknown`: what was not found may stand somewhere nobody has read. */
export type Searched = 'searched' | 'unknown';

/** A line of the books beside what was found for it. */
export function bookRow(line: BookLine, pairs: readonly Pair[], searched: Searched): EquipmentRow {
  const { row, serial, expected } = line;
  const devices = pairs.map(({ device }) => device);
  return {
    category: row.category,
    model: row.model === '' ? (devices[0]?.title ?? row.category) : row.model,
    assetNumber: row.assetNumber,
    place: row.place,
    serialInBooks: serial,
    expected,
    ...whatWasFound(devices),
    state: stateOf(line, pairs, searched),
  };
}

/** Devices that no line holds, alike and without serial numbers. */
export const foundRow = (devices: readonly FoundDevice[], state: EquipmentState): EquipmentRow => ({
  category: '',
  model: devices[0]?.title ?? '',
  assetNumber: '',
  place: '',
  serialInBooks: '',
  expected: 0,
  ...whatWasFound(devices),
  state,
});

function whatWasFound(devices: readonly FoundDevice[]): Pick<EquipmentRow, 'serialFound' | 'found' | 'seats'> {
  const serials = devices.flatMap(({ serial }) => (serial === null ? [] : [serial]));
  return {
    serialFound: serials.join('、').slice(0, 200),
    found: devices.length,
    seats: [...new Set(devices.flatMap(({ seats }) => seats))].toSorted(naturalOrder),
  };
}

function stateOf(
  { serialKey, damaged, expected, words }: BookLine,
  pairs: readonly Pair[],
  searched: Searched,
): EquipmentState {
  const [first] = pairs;
  // One number at two seats: carried from one to the other, or two devices nobody can tell apart.
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

/** What has a number, or was read at two seats, stands alone. */
export function alike(devices: readonly FoundDevice[]): FoundDevice[][] {
  const groups = Map.groupBy(devices, ({ title, serial, seats }) =>
    serial === null && seats.length === 1 ? title : `${title}\n${serial}\n${seats.join('\n')}`,
  );
  return [...groups].toSorted(([a], [b]) => naturalOrder(a, b)).map(([, same]) => same);
}
