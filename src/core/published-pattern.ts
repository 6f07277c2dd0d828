/** More repetitions in one pattern than any version or name needs; each may multiply the time by the length of the text. */
const MOST_REPETITIONS = 6;

/** What a group has in it that makes repeating it dangerous. */
interface Group {
  isComplex: boolean;
}

/**
 * Whether a pattern always comes to an end soon on a short text. A backtracking matcher takes exponential time where something
 * that can match in several ways is repeated: `(a+)+`, `(a|a)*`, `(a?)*`. So a repeated group may hold neither repetitions nor
 * alternatives, and there are no references to what was matched before. Conservative: some harmless patterns are refused.
 */
export function isBounded(source: string): boolean {
  const groups: Group[] = [{ isComplex: false }];
  /** The thing just read, to which a quantifier would belong. */
  let last: Group | null = null;
  let repetitions = 0;
  for (let at = 0; at < source.length; at += 1) {
    const sign = source[at]!;
    const around = groups.at(-1)!;
    if (sign === '\\') {
      at += 1;
      if (/[1-9k]/.test(source[at] ?? '')) return false;
      last = { isComplex: false };
    } else if (sign === '[') {
      for (at += 1; at < source.length && source[at] !== ']'; at += 1) if (source[at] === '\\') at += 1;
      last = { isComplex: false };
    } else if (sign === '(') {
      groups.push({ isComplex: false });
      at += (/^\?(?:[:=!]|<[=!]|<\w+>)/.exec(source.slice(at + 1))?.[0] ?? '').length;
      last = null;
    } else if (sign === ')') {
      last = groups.pop()!;
      if (groups.length === 0) return false;
      groups.at(-1)!.isComplex ||= last.isComplex;
    } else if (sign === '|') {
      around.isComplex = true;
      last = null;
    } else {
      const quantifier = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(source.slice(at))?.[0];
      if (quantifier === undefined || last === null) {
        last = { isComplex: false };
        continue;
      }
      at += quantifier.length - 1;
      const repeats = !/^(?:\?|\{[01]\}|\{0,1\})/.test(quantifier);
      if (repeats && last.isComplex) return false;
      if (repeats) repetitions += 1;
      around.isComplex = true;
      last = null;
    }
  }
  return repetitions <= MOST_REPETITIONS;
}

/**
 * A pattern out of published data, for texts of at most `longest` characters.
 * @returns null for one that could keep the program busy for ever (an older publication may hold it): what it would have decided
 * is unknown. @throws SyntaxError where it is none.
 */
export function publishedPattern(
  source: string,
  flags: string,
  longest: number,
): ((text: string) => RegExpExecArray | null) | null {
  const pattern = new RegExp(source, flags);
  return isBounded(source) ? (text) => (text.length > longest ? null : pattern.exec(text)) : null;
}
