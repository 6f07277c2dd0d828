/** Maximum length of texts that published patterns are matched against, in characters; a longer text matches none. */
export const LONGEST = {
  /** No vendor's version is longer. */
  version: 64,
  /** A string descriptor holds 126 characters; names that the system gives may be longer. */
  deviceName: 256,
  /** Name of a graphics adapter. */
  adapterName: 256,
  /** Line of a file that contains a version. */
  line: 256,
} as const;

/** Maximum number of ways a matcher may try for one text: about two seconds on a slow PC. */
const MAX_WAYS = 50_000_000;

/** State of a group while the pattern is parsed. */
interface Group {
  /** Something in the group can match in several ways, so repeating the group takes exponential time. */
  isComplex: boolean;
  /** Number of ways through its earlier alternatives, and through the one being parsed. */
  earlier: number;
  current: number;
}

const emptyGroup = (): Group => ({ isComplex: false, earlier: 0, current: 1 });

/** Number of ways a pattern can match, and number of its repeated items. */
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
function countChoices(source: string): Choices | null {
  const groups: Group[] = [emptyGroup()];
  /** The item just parsed, to which a following quantifier belongs. */
  let last: Group | null = null;
  let repetitions = 0;
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at]!;
    const around = groups.at(-1)!;
    if (character === '\\') {
      at += 1;
      if (/[1-9k]/.test(source[at] ?? '')) return null;
      last = emptyGroup();
    } else if (character === '[') {
      for (at += 1; at < source.length && source[at] !== ']'; at += 1) if (source[at] === '\\') at += 1;
      last = emptyGroup();
    } else if (character === '(') {
      groups.push(emptyGroup());
      at += (/^\?(?:[:=!]|<[=!]|<\w+>)/.exec(source.slice(at + 1))?.[0] ?? '').length;
      last = null;
    } else if (character === ')') {
      last = groups.pop()!;
      const outer = groups.at(-1);
      if (outer === undefined) return null;
      outer.isComplex ||= last.isComplex;
      outer.current *= waysThrough(last);
    } else if (character === '|') {
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

/** Number of ways to divide a text into the part before the match, `repetitions` parts and the rest. */
function divisions(length: number, repetitions: number): number {
  let count = 1;
  for (let part = 1; part <= repetitions + 1; part += 1) count *= (length + part) / part;
  return count;
}

/** Length of the longest text, up to `longest` characters, that the pattern is matched against in bounded time; 0 for an unbounded pattern. */
function boundedLength(source: string, longest: number): number {
  const choices = countChoices(source);
  if (choices === null) return 0;
  let length = longest;
  while (length > 0 && choices.ways * divisions(length, choices.repetitions) > MAX_WAYS) length -= 1;
  return length;
}

/** Names and versions have up to this many characters: a pattern that must stop earlier is useless. */
const MIN_USEFUL_LENGTH = 32;

/** Whether a pattern always ends in bounded time, on texts that are long enough to be useful. */
export const isBounded = (source: string, longest: number): boolean =>
  boundedLength(source, longest) >= Math.min(MIN_USEFUL_LENGTH, longest);

/**
 * Compiles a pattern from published data, for texts of at most `longest` characters, and fewer where it has many repetitions.
 * @returns null for a pattern that could run for ever (an older publication may contain one): its result is unknown.
 * @throws SyntaxError where it is not a regular expression.
 */
export function publishedPattern(
  source: string,
  flags: string,
  longest: number,
): ((text: string) => RegExpExecArray | null) | null {
  const pattern = new RegExp(source, flags);
  const maxLength = boundedLength(source, longest);
  return isBounded(source, longest) ? (text) => (text.length > maxLength ? null : pattern.exec(text)) : null;
}
