/** Line and paragraph separators that are no line feed. */
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029\v\f]/g;
/** Controls but the line feed, and the marks by which a text can turn the direction of what follows it. */
const INVISIBLE = /(?!\n)\p{Cc}|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/** What somebody typed, without signs that nobody sees and that change how the rest is shown. */
export const plainSigns = (text: string): string =>
  text.toWellFormed().replaceAll(LINE_ENDS, '\n').replaceAll('\t', ' ').replaceAll(INVISIBLE, '').trim();

export const oneLine = (text: string): string => plainSigns(text).replaceAll(/\s*\n\s*/g, ' ');

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
const MARKUP_SIGNS = /[<>[\]*_`~|\\&@]/g;

/** The same for Markdown: no links, pictures, emphasis, HTML, headings, tables or mentions out of what somebody typed. */
export const withoutMarkup = (text: string): string =>
  text
    .replaceAll(MARKUP_SIGNS, (sign) => MARKUP[sign]!)
    .replaceAll(/^(\s*)(#+)/gm, (_, space: string, signs: string) => space + '＃'.repeat(signs.length))
    // A line of these alone underlines or divides.
    .replaceAll(/^\s*[-=]{3,}\s*$/gm, (line) => line.replaceAll('-', '－').replaceAll('=', '＝'));
