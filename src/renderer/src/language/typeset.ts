const NO_BREAK_SPACE = '\u00a0';
const NO_BREAK_HYPHEN = '\u2011';

/** Longer names have to break somewhere on a narrow screen. */
const LONGEST_UNBROKEN = 16;

const unbroken = (name: string): string => name.replaceAll(' ', NO_BREAK_SPACE).replaceAll('-', NO_BREAK_HYPHEN);

/**
 * How a sentence stands on the screen: names of products and of plugs are not broken over two lines, and no space follows
 * full-width punctuation. Only for what is shown: what is copied, sent or kept has the plain characters.
 */
export function typeset(text: string, names: readonly string[] = []): string {
  const named = names
    .filter((name) => name.length <= LONGEST_UNBROKEN)
    .reduce((done, name) => done.replaceAll(name, unbroken(name)), text);
  return named
    .replaceAll(/\b(?:USB|Type)[- ](?:[A-C]\b|[23]\b)/g, unbroken)
    .replaceAll(/([，。、；：！？）】》”]) +/g, '$1');
}
