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
