/** Characters that XML 1.0 has no place for and paper no ink: controls but tab and line feed, and noncharacters. */
// oxlint-disable-next-line no-control-regex -- removing them is the purpose
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\p{Noncharacter_Code_Point}]/gu;

/** A text as it may go on paper and into XML: one kind of line end, no control characters, no halves of characters. */
export const printable = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replaceAll(UNPRINTABLE, '')
    .replaceAll(/\n(?:[^\S\n]*\n){2,}/g, '\n\n');

/** A copy in which every text is one that paper and XML can carry. */
export function printableContent<Content>(content: Content): Content {
  return cleaned(content) as Content;
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return printable(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, cleaned(field)]));
}
