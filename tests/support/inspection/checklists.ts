import type { Checklists } from '../../../src/core/published/checklists-schema.ts';

type List = Checklists['checklists'][number];
type Item = List['sections'][number]['items'][number];

export const both = (text: string) => ({ 'zh-CN': `${text}（中）`, en: text });

export const item = (id: string, more: Partial<Item> = {}): Item => ({ id, text: both(id), ...more });

/** A published list of one section, for inspections unless told otherwise. */
export const list = (id: string, items: readonly (string | Item)[], more: Partial<List> = {}): List => ({
  id,
  version: 1,
  use: 'inspection',
  title: both(id),
  sections: [{ id: 'room', title: both('room'), items: items.map((it) => (typeof it === 'string' ? item(it) : it)) }],
  ...more,
});

export const published = (...checklists: List[]): Checklists => ({ schema: 'vrlab.checklists/1', checklists });
