/** Characters that neither XML 1.0 nor paper can show: controls other than tab and line feed, and noncharacters. */
// oxlint-disable-next-line no-control-regex -- removing them is the purpose
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\p{Noncharacter_Code_Point}]/gu;

/** A text for paper and XML: one kind of line end, no control characters, no unpaired surrogates. */
export const printable = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replaceAll(UNPRINTABLE, '')
    .replaceAll(/\n(?:[^\S\n]*\n){2,}/g, '\n\n');

/** A copy of the content with every text printable. */
export function printableContent<Content>(content: Content): Content {
  return cleaned(content) as Content;
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return printable(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, cleaned(field)]));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as the content of an element or of a quoted attribute. */
export const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character]!);

/** A text as a quoted CSS string that nothing can end: everything but ASCII letters and digits is escaped. */
export const cssString = (text: string): string =>
  `"${text.replaceAll(/[^a-zA-Z0-9]/gu, (character) => `\\${character.codePointAt(0)!.toString(16)} `)}"`;
