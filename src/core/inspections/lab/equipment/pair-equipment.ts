import type { RegisterLine } from './register-lines.ts';
import type { FoundDevice } from './found-equipment.ts';
import { likeness, type Likeness } from './same-model.ts';

/** A device that a line of the register may mean, and how surely. */
export interface Pair {
  readonly device: FoundDevice;
  /** `serial`: by its serial number. `words`: the text of the line fits. `maybe`: the text does not decide. */
  readonly by: 'serial' | 'words' | 'maybe';
}

interface Paired {
  /** Lines with a device, and their devices. */
  readonly pairs: ReadonlyMap<RegisterLine, readonly Pair[]>;
  readonly left: readonly FoundDevice[];
}

type Rule = (line: RegisterLine, device: FoundDevice) => Pair['by'] | null;

type Alike = (line: RegisterLine, device: FoundDevice) => Likeness;

const byWords =
  (alike: Alike, wanted: 'same' | 'maybe', where: (line: RegisterLine, device: FoundDevice) => boolean): Rule =>
  (line, device) =>
    where(line, device) && alike(line, device) === wanted ? (wanted === 'same' ? 'words' : 'maybe') : null;

/** Thousands of lines and devices are of a few models only: each pair of texts is compared once. */
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
    const result = ofLine.get(key) ?? likeness(words, device);
    ofLine.set(key, result);
    return result;
  };
}

const atItsSeat = ({ seat }: RegisterLine, { seats }: FoundDevice) => seat !== null && seats.includes(seat);
/** A line with a serial number is not satisfied by a device elsewhere that has another number. */
const elsewhere = ({ seat, serialKey }: RegisterLine, { serialKey: read }: FoundDevice) =>
  seat === null || serialKey === null || read === null;

/** Pairs lines and devices with the same serial number. */
export const pairBySerial = (lines: readonly RegisterLine[], found: readonly FoundDevice[]): Paired =>
  pairByRules(lines, { pairs: new Map(), left: found }, [
    ({ serialKey }, device) => (serialKey !== null && serialKey === device.serialKey ? 'serial' : null),
  ]);

/** Pairs what is left, by text and seat, then by text alone. */
export function pairByWords(lines: readonly RegisterLine[], before: Paired): Paired {
  const alike = eachOnce();
  // From the surest to the vaguest rule; a device that is paired is not considered again.
  const { pairs, left } = pairByRules(lines, before, [
    byWords(alike, 'same', atItsSeat),
    byWords(alike, 'maybe', atItsSeat),
    byWords(alike, 'same', elsewhere),
    byWords(alike, 'maybe', elsewhere),
  ]);
  // More devices than a line counts are too many of that line, rather than absent from the register.
  const several = lines.filter(({ serialKey, seat }) => serialKey === null && seat === null);
  return pairByRules(several, { pairs, left }, [byWords(alike, 'same', () => true)], () => Infinity);
}

function pairByRules(
  lines: readonly RegisterLine[],
  before: Paired,
  rules: readonly Rule[],
  max = ({ expected }: RegisterLine) => expected,
): Paired {
  const pairs = new Map<RegisterLine, readonly Pair[]>(before.pairs);
  const left = new Set(before.left);
  for (const rule of rules)
    for (const line of lines)
      for (const device of left) {
        const already = pairs.get(line) ?? [];
        if (already.length >= max(line)) break;
        const by = rule(line, device);
        if (by === null) continue;
        pairs.set(line, [...already, { device, by }]);
        left.delete(device);
      }
  return { pairs, left: [...left] };
}
