import type { BookLine } from './book-lines.ts';
import type { FoundDevice } from './found-equipment.ts';
import { likeness, type Likeness } from './same-model.ts';

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

type Alike = (line: BookLine, device: FoundDevice) => Likeness;

const byWords =
  (alike: Alike, wanted: 'same' | 'maybe', where: (line: BookLine, device: FoundDevice) => boolean): Rule =>
  (line, device) =>
    where(line, device) && alike(line, device) === wanted ? (wanted === 'same' ? 'words' : 'maybe') : null;

/** Thousands of lines and many devices hold a few models only: each is compared once. */
function eachOnce(): Alike {
  const keys = new Map<FoundDevice, string>();
  const keyOf = (device: FoundDevice) => {
    const key = keys.get(device) ?? [device.kind, device.vendor, device.open, ...device.called].join('\n');
    keys.set(device, key);
    return key;
  };
  const known = new Map<string, Map<string, Likeness>>();
  return ({ words }, device) => {
    const ofLine = known.get(words.key) ?? new Map<string, Likeness>();
    known.set(words.key, ofLine);
    const key = keyOf(device);
    const told = ofLine.get(key) ?? likeness(words, device);
    ofLine.set(key, told);
    return told;
  };
}

const atItsSeat = ({ seat }: BookLine, { seats }: FoundDevice) => seat !== null && seats.includes(seat);
/** A line with a number is not satisfied by a device with another one that stands elsewhere. */
const elsewhere = ({ seat, serialKey }: BookLine, { serialKey: read }: FoundDevice) =>
  seat === null || serialKey === null || read === null;

/** Lines and devices with the same serial number. */
export const pairBySerial = (lines: readonly BookLine[], found: readonly FoundDevice[]): Paired =>
  pairUp(lines, { pairs: new Map(), left: found }, [
    ({ serialKey }, device) => (serialKey !== null && serialKey === device.serialKey ? 'serial' : null),
  ]);

/** What is left over, by words and seat, then by words alone. */
export function pairByWords(lines: readonly BookLine[], before: Paired): Paired {
  const alike = eachOnce();
  // From the surest to the vaguest; what is paired is out of the running.
  const { pairs, left } = pairUp(lines, before, [
    byWords(alike, 'same', atItsSeat),
    byWords(alike, 'maybe', atItsSeat),
    byWords(alike, 'same', elsewhere),
    byWords(alike, 'maybe', elsewhere),
  ]);
  // More than a line of several says: too many of it rather than unknown to the books.
  const several = lines.filter(({ serialKey, seat }) => serialKey === null && seat === null);
  return pairUp(several, { pairs, left }, [byWords(alike, 'same', () => true)], () => Infinity);
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
