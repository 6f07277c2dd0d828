/** Line and paragraph separators that are no line feed. */
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029\v\f]/g;
/** Controls but the line feed, and the marks by which a text can turn the direction of what follows it. */
const INVISIBLE = /(?!\n)\p{Cc}|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/** What somebody typed, without characters that nobody sees and that change how the rest is shown. */
export const plainCharacters = (text: string): string =>
  text.toWellFormed().replaceAll(LINE_ENDS, '\n').replaceAll('\t', ' ').replaceAll(INVISIBLE, '').trim();

export const oneLine = (text: string): string => plainCharacters(text).replaceAll(/\s*\n\s*/g, ' ');

/**
 * Chat programs make mentions out of `@…` and `<at …>` wherever a text comes from. Their full-width twins look the same and
 * mean nothing: backslashes would be shown, as each robot knows another part of Markdown.
 */
export const withoutMentions = (text: string): string => text.replaceAll('@', '＠').replaceAll('<', '＜');

const MARKUP: Readonly<Record<string, string>> = {
  '<': '＜',
  '>': '＞',
  '[': '［',
  ']': '］',
  '*': '＊',
  _: '＿',
  '`': '｀',
  '~': '～',
  '|': '｜',
  '\\': '＼',
  '&': '＆',
  '@': '＠',
};
const MARKUP_CHARACTERS = /[<>[\]*_`~|\\&@]/g;

/** The same for Markdown: no links, pictures, emphasis, HTML, headings, tables or mentions out of what somebody typed. */
export const withoutMarkup = (text: string): string =>
  text
    .replaceAll(MARKUP_CHARACTERS, (sign) => MARKUP[sign]!)
    .replaceAll(/^(\s*)(#+)/gm, (_, space: string, signs: string) => space + '＃'.repeat(signs.length))
    // A line of these alone underlines or divides.
    .replaceAll(/^\s*[-=]{3,}\s*$/gm, (line) => line.replaceAll('-', '－').replaceAll('=', '＝'));

/** Bytes of a text in UTF-8. */
export const utf8Bytes = (text: string): number => Buffer.byteLength(text, 'utf8');

/** Bytes of a text inside a JSON body. */
export const jsonBytes = (text: string): number => Buffer.byteLength(JSON.stringify(text), 'utf8') - 2;

/**
 * Cuts a text to a limit in bytes between two characters as people see them: an emoji of several code points stays whole or goes.
 * @param ending put behind a text that had to be cut; counts towards the limit.
 * @param bytesOf how a text is counted; of two texts together it must be the sum of both.
 */
export function cutBytes(text: string, limit: number, ending: string, bytesOf = utf8Bytes): string {
  if (bytesOf(text) <= limit) return text;
  let left = limit - bytesOf(ending);
  let end = 0;
  // Made where a text is cut: a host that sends nothing keeps 1 MB of ICU's tables out of its memory.
  const signs = new Intl.Segmenter('und', { granularity: 'grapheme' });
  for (const { segment, index } of signs.segment(text)) {
    left -= bytesOf(segment);
    if (left < 0) break;
    end = index + segment.length;
  }
  return text.slice(0, end).trimEnd() + ending;
}
