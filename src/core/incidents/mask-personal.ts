import { homeFolder } from '../platform/data-directory.ts';

const MASK = '…';

/** V8 quotes names of the program, which stay, and values, which are masked. */
const isNameOfProgram = (quoted: string): boolean => /^[\w.$#@/:-]{1,60}$/.test(quoted);

/** V8 quotes JSON that it could not parse, and the quotation may contain quotes itself. */
const CITED_JSON = /^(.*?)(?:Unexpected|Expected|Bad|Unterminated|No number).*JSON.*$/gm;

const RULES: readonly (readonly [RegExp, string | ((...match: string[]) => string)])[] = [
  [CITED_JSON, `$1${MASK} is not valid JSON`],
  // Home folders of other accounts on Windows, Linux and macOS.
  [/([A-Za-z]:[\\/]+Users[\\/]+|\/home\/|\/Users\/)[^\\/\s:'"]+/g, `$1${MASK}`],
  // Query and fragment of addresses, and the tokens of this program.
  [/([a-z]+:\/\/[^\s?#'"]+)[?#][^\s'")]*/g, `$1${MASK}`],
  [/\b(token|key|secret|password|authorization|bearer)([=:.\s]+)[^\s'",;&]+/gi, `$1$2${MASK}`],
  [/\b(?=[\w-]*\d)[\w-]{32,}\b(?!\.\w)/g, MASK],
  [/[\w.+-]+@[\w-]+\.[\w.-]+/g, MASK],
  // Telephone numbers; line and column of a stack stay.
  [/(?<![\d:.])\+?\d[\d -]{6,}\d(?![\d:.])/g, MASK],
  [/"([^"\n]*)"|'([^'\n]*)'|`([^`\n]*)`/g, (whole = '', ...groups) => maskQuoted(whole, groups)],
  // Errors of V8 and of this program are in English: any other text was entered by a person.
  [/[^\p{ASCII}…]+/gu, MASK],
];

function maskQuoted(whole: string, groups: readonly unknown[]): string {
  const content = groups.find((group, place) => place < 3 && typeof group === 'string') as string | undefined;
  return content === undefined || isNameOfProgram(content) ? whole : `${whole[0]}${MASK}${whole[0]}`;
}

/**
 * Removes from an error's text what may be personal: home folders, telephone numbers, addresses, tokens, quoted values.
 * Masks too much rather than too little.
 * @param home home folder of this account, which may be anywhere.
 */
export function maskPersonal(text: string, home: string | null = homeFolder()): string {
  let masked = home === null || home.length < 2 ? text : text.replaceAll(home, '~');
  for (const [pattern, replacement] of RULES)
    masked =
      typeof replacement === 'string' ? masked.replace(pattern, replacement) : masked.replace(pattern, replacement);
  return masked;
}
