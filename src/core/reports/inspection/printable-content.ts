import { printable } from '../forms/printable.ts';

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
