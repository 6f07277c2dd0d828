/** Longest texts that published patterns are tried on, in characters; a longer one matches none. */
export const LONGEST = {
  /** No vendor writes longer ones. */
  version: 64,
  /** A string descriptor holds 126 characters; names that the system gives may be longer. */
  deviceName: 256,
  /** Of a graphics adapter. */
  adapterName: 256,
  /** Of a file that tells a version. */
  line: 256,
} as const;

/** About two seconds of a slow PC's time for one text. */
const MAX_WAYS = 50_000_000;

/** A group while it is read. */
interface Group {
  /** Something in it can match in several ways, which makes repeating it dangerous. */
  isComplex: boolean;
  /** Ways through its earlier alternatives, and through the one that is being read. */
  earlier: number;
  current: number;
}

const emptyGroup = (): Group => ({ isComplex: false, earlier: 0, current: 1 });

/** In how many ways a pattern can match, and how many of its parts repeat. */
interface Choices {
  readonly ways: number;
  readonly repetitions: number;
}

/**
 * A backtracking matcher takes exponential time where something that can match in several ways is repeated: `(a+)+`, `(a|a)*`,
 * `(a?)*`. So a repeated group may hold neither repetitions nor alternatives, and there are no references to what was matched
 * before. What is left takes as many ways as its alternatives and optional parts multiply to, for every way of dividing the text
 * among its repetitions. Conservative: some harmless patterns are refused.
 * @returns null for a pattern without bounds.
 */
function choicesOf(source: string): Choices | null {
  const groups: Group[] = [emptyGroup()];
  /** The thing just read, to which a quantifier would belong. */
  let last: Group | null = null;
  let repetitions = 0;
  for (let at = 0; at < source.length; at += 1) {
    const sign = source[at]!;
    const around = groups.at(-1)!;
    if (sign === '\\') {
      at += 1;
      if (/[1-9k]/.test(source[at] ?? '')) return null;
      last = emptyGroup();
    } else if (sign === '[') {
      for (at += 1; at < source.length && source[at] !== ']'; at += 1) if (source[at] === '\\') at += 1;
      last = emptyGroup();
    } else if (sign === '(') {
      groups.push(emptyGroup());
      at += (/^\?(?:[:=!]|<[=!]|<\w+>)/.exec(source.slice(at + 1))?.[0] ?? '').length;
      last = null;
    } else if (sign === ')') {
      last = groups.pop()!;
      const outer = groups.at(-1);
      if (outer === undefined) return null;
      outer.isComplex ||= last.isComplex;
      outer.current *= waysThrough(last);
    } else if (sign === '|') {
      around.isComplex = true;
      around.earlier += around.current;
      around.current = 1;
      last = null;
    } else {
      const quantifier = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(source.slice(at))?.[0];
      if (quantifier === undefined || last === null) {
        last = emptyGroup();
        continue;
      }
      at += quantifier.length - 1;
      const isOptional = /^(?:\?|\{0,1\})/.test(quantifier);
      const isOnce = /^\{[01]\}/.test(quantifier);
      if (!isOptional && !isOnce && last.isComplex) return null;
      if (isOptional) around.current *= 1 + 1 / waysThrough(last);
      else if (/^(?:[*+]|\{\d+,)/.test(quantifier)) repetitions += 1;
      around.isComplex = true;
      last = null;
    }
  }
  return { ways: waysThrough(groups[0]!), repetitions };
}

const waysThrough = ({ earlier, current }: Group): number => earlier + current;

/** In how many ways a text can be divided into what stands before the match, `repetitions` parts and the rest. */
function divisions(length: number, repetitions: number): number {
  let count = 1;
  for (let part = 1; part <= repetitions + 1; part += 1) count *= (length + part) / part;
  return count;
}

/** The longest text, up to `longest` characters, on which the pattern comes to an end soon; 0 for a pattern without bounds. */
function boundedLength(source: string, longest: number): number {
  const choices = choicesOf(source);
  if (choices === null) return 0;
  let length = longest;
  while (length > 0 && choices.ways * divisions(length, choices.repetitions) > MAX_WAYS) length -= 1;
  return length;
}

/** Shorter than this a pattern would not get to see the names and versions it is for. */
const MIN_USEFUL_LENGTH = 32;

/** Whether a pattern always comes to an end soon, on texts that are long enough to be of use. */
export const isBounded = (source: string, longest: number): boolean =>
  boundedLength(source, longest) >= Math.min(MIN_USEFUL_LENGTH, longest);

/**
 * A pattern out of published data, for texts of at most `longest` characters, and fewer where it has many repetitions.
 * @returns null for one that could keep the program busy for ever (an older publication may hold it): what it would have decided
 * is unknown. @throws SyntaxError where it is none.
 */
export function publishedPattern(
  source: string,
  flags: string,
  longest: number,
): ((text: string) => RegExpExecArray | null) | null {
  const pattern = new RegExp(source, flags);
  const most = boundedLength(source, longest);
  return isBounded(source, longest) ? (text) => (text.length > most ? null : pattern.exec(text)) : null;
}
