import { type Tag, TagDisposition } from 'easy-template-x';
import type { FormContent } from '../forms/form-content.ts';

/** The picture of the code. */
export const CODE_TAG = 'qr';

/** What a template of one form may name. */
export interface KnownTags {
  /** Texts, wherever they stand. */
  readonly texts: ReadonlySet<string>;
  /** Tables, with the tags of their columns. */
  readonly tables: ReadonlyMap<string, ReadonlySet<string>>;
}

export function knownTags({ sections }: FormContent): KnownTags {
  const texts = new Set(['number', 'mark', 'notes', CODE_TAG]);
  const tables = new Map<string, ReadonlySet<string>>();
  for (const section of sections)
    if (section.type === 'table') tables.set(section.tag, new Set(section.columns.map(({ tag }) => tag)));
    else if (section.type === 'text') texts.add(section.tag);
    else for (const { tag } of section.fields) texts.add(tag);
  return { texts, tables };
}

/** @returns the tags, as they are written, that mean nothing where they stand. */
export function unknownTags(tags: readonly Tag[], { texts, tables }: KnownTags): string[] {
  const open: string[] = [];
  const unknown = new Set<string>();
  for (const { name, disposition, rawText } of tags) {
    const inTable = open.some((table) => tables.get(table)?.has(name) === true);
    // `{#school} … {/school}` keeps what is between only where there is something to say.
    const fits = texts.has(name) || inTable || (disposition !== TagDisposition.SelfClosed && tables.has(name));
    if (disposition === TagDisposition.Close) open.pop();
    else if (!fits) unknown.add(rawText);
    if (disposition === TagDisposition.Open) open.push(name);
  }
  return [...unknown];
}
