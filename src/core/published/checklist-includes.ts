import type { InspectionKind } from '../../shared/domain/inspection/inspection-terms.ts';
import type { PublishedChecklist } from './checklists-schema.ts';

type Lists = readonly PublishedChecklist[];

/** The highest version of every list, in the order in which the ids first appear. */
export function newestLists(lists: Lists): PublishedChecklist[] {
  const newest = new Map<string, PublishedChecklist>();
  for (const list of lists) {
    const known = newest.get(list.id);
    if (known === undefined || list.version > known.version) newest.set(list.id, list);
  }
  return [...newest.values()];
}

/**
 * The list and what it includes, the innermost first.
 * @returns null where an included list does not exist or includes itself.
 */
export function buildChain(list: PublishedChecklist, lists: Lists): PublishedChecklist[] | null {
  const newest = new Map(newestLists(lists).map((it) => [it.id, it]));
  const chain = [list];
  for (let next = list.includes; next !== undefined; next = chain[0]!.includes) {
    const included = newest.get(next);
    if (included === undefined || chain.some(({ id }) => id === included.id)) return null;
    chain.unshift(included);
  }
  return chain;
}

/** Sections of a chain, those of the same id joined under the first title. */
export function joinSections(chain: Lists): PublishedChecklist['sections'] {
  const joined = new Map<string, PublishedChecklist['sections'][number]>();
  for (const section of chain.flatMap(({ sections }) => sections)) {
    const known = joined.get(section.id);
    joined.set(section.id, known === undefined ? section : { ...known, items: [...known.items, ...section.items] });
  }
  return [...joined.values()];
}

/** Lists for inspections of a kind: those that name it, else those that name none. More than one is a fault. */
export function listsFor(kind: InspectionKind, lists: Lists): PublishedChecklist[] {
  const inspections = newestLists(lists).filter(({ use }) => use === 'inspection');
  const naming = inspections.filter(({ kinds }) => kinds?.includes(kind));
  return naming.length > 0 ? naming : inspections.filter(({ kinds }) => kinds === undefined);
}
