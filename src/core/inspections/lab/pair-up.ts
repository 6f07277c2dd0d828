import type { BookLine } from './book-lines.ts';
import type { FoundDevice } from './found-equipment.ts';
import { likeness } from './same-model.ts';

/** A device that is held against a line, and how surely it is meant. */
export interface Pair {
  readonly device: FoundDevice;
  /** `serial`: by its number. `words`: what is written fits it. `maybe`: it may be meant. */
  readonly by: 'serial' | 'words' | 'maybe';
}

export interface Paired {
  /** Lines something was found for. */
  readonly pairs: ReadonlyMap<BookLine, readonly Pair[]>;
  readonly left: readonly FoundDevice[];
}

type Rule = (line: BookLine, device: FoundDevice) => Pair['by'] | null;

const byWords =
  (wanted: 'same' | 'maybe', where: (line: BookLine, device: FoundDevice) => boolean): Rule =>
  (line, device) =>
    where(line, device) && likeness(line.words, device) === wanted ? (wanted === 'same' ? 'words' : 'maybe') : null;

const atItsSeat = ({ seat }: BookLine, { seats }: FoundDevice) => seat !== null && seats.includes(seat);
/** A line with a number is not satisfied by a device with another one that stands elsewhere. */
const elsewhere = ({ seat, serialKey }: BookLine, { serialKey: read }: FoundDevice) =>
  seat === null || serialKey === null || read === null;

/** From the surest to the vaguest; what is paired is out of the running. */
const BY_WORDS: readonly Rule[] = [
  byWords('same', atItsSeat),
  byWords('maybe', atItsSeat),
  byWords('same', elsewhere),
  byWords('maybe', elsewhere),
];

/** Lines and devices with the same serial number. */
export const pairBySerial = (lines: readonly BookLine[], found: readonly FoundDevice[]): Paired =>
  pairUp(lines, { pairs: new Map(), left: found }, [
    ({ serialKey }, device) => (serialKey !== null && serialKey === device.serialKey ? 'serial' : null),
  ]);

/** What is left over, by words and seat, then by words alone. */
export function pairByWords(lines: readonly BookLine[], before: Paired): Paired {
  const { pairs, left } = pairUp(lines, before, BY_WORDS);
  // More than a line of several says: too many of it rather than unknown to the books.
  const several = lines.filter(({ serialKey, seat }) => serialKey === null && seat === null);
  return pairUp(several, { pairs, left }, [byWords('same', () => true)], () => Infinity);
}

function pairUp(
  lines: readonly BookLine[],
  before: Paired,
  rules: readonly Rule[],
  most = ({ expected }: BookLine) => expected,
): Paired {
  const pairs = new Map<BookLine, readonly Pair[]>(before.pairs);
  const left = new Set(before.left);
  for (const rule of rules)
    for (const line of lines)
      for (const device of left) {
        const already = pairs.get(line) ?? [];
        if (already.length >= most(line)) break;
        const by = rule(line, device);
        if (by === null) continue;
        pairs.set(line, [...already, { device, by }]);
        left.delete(device);
      }
  return { pairs, left: [...left] };
}
