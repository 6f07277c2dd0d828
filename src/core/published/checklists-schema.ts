import { z } from 'zod';
import { bothLanguagesSchema } from '../../shared/domain/both-languages.ts';
import { checklistSectionSchema } from '../../shared/domain/inspection/checklist.ts';
import { kebabId } from '../../shared/domain/kebab-id.ts';
import { type InspectionKind, inspectionKindSchema } from '../../shared/domain/inspection/inspection-terms.ts';
import { buildChain, joinSections, listsFor, newestLists } from './checklist-includes.ts';

const publishedChecklistSchema = z.strictObject({
  id: kebabId,
  /** A list that is changed gets a higher one; the highest counts. */
  version: z.int().min(1),
  use: z.enum(['inspection', 'visit', 'acceptance']),
  /** Inspections that use it; left out: every kind that no other list names. */
  kinds: z.array(inspectionKindSchema).min(1).optional(),
  /** Id of a list whose sections and items come first; sections of the same id are joined. */
  includes: kebabId.optional(),
  title: bothLanguagesSchema,
  sections: z.array(checklistSectionSchema).min(1),
});

/** As published: what an item leaves out is filled in when a list is resolved. */
export type PublishedChecklist = z.input<typeof publishedChecklistSchema>;

/** Lists that people work through. The field of a fault names list and item by their ids. */
export const checklistsSchema = z.strictObject({
  schema: z.literal('vrlab.checklists/1'),
  checklists: z.array(publishedChecklistSchema).superRefine((lists, context) => {
    for (const { path, reason, detail } of findFaults(lists))
      context.addIssue({ code: 'custom', path: [...path], message: detail, params: { reason } });
  }),
});
export type Checklists = z.input<typeof checklistsSchema>;

/** What is wrong with published lists and no single field can show. */
export interface ChecklistFault {
  /** Ids of list and item rather than positions: that is how authors look for them. */
  readonly path: readonly string[];
  /** Words in `problems:reason.<reason>`. */
  readonly reason:
    | 'checklist_version_twice'
    | 'checklist_includes_unknown'
    | 'checklist_includes_itself'
    | 'checklist_item_twice'
    | 'checklist_kind_twice'
    | 'checklist_kinds_not_inspection'
    | 'checklist_limits_reversed';
  /** English, for authors who look closer. */
  readonly detail: string;
}

type Lists = readonly PublishedChecklist[];

function* findFaults(lists: Lists): Iterable<ChecklistFault> {
  yield* versions(lists);
  for (const list of lists) {
    yield* limits(list);
    yield* kindsOf(list);
  }
  for (const list of newestLists(lists)) yield* inclusion(list, lists);
  for (const kind of inspectionKindSchema.options) yield* servedTwice(kind, lists);
}

function* versions(lists: Lists): Iterable<ChecklistFault> {
  for (const [at, { id, version }] of lists.entries())
    if (lists.findIndex((other) => other.id === id && other.version === version) < at)
      yield { path: [id, 'version'], reason: 'checklist_version_twice', detail: `${id} ${version} is there twice` };
}

function* limits({ id, sections }: PublishedChecklist): Iterable<ChecklistFault> {
  for (const item of sections.flatMap(({ items }) => items)) {
    if (item.method?.kind !== 'measured') continue;
    const { min, max } = item.method;
    if (min !== undefined && max !== undefined && min > max)
      yield { path: [id, item.id, 'method'], reason: 'checklist_limits_reversed', detail: `${min} > ${max}` };
  }
}

function* kindsOf({ id, use, kinds }: PublishedChecklist): Iterable<ChecklistFault> {
  if (kinds !== undefined && use !== 'inspection')
    yield { path: [id, 'kinds'], reason: 'checklist_kinds_not_inspection', detail: `${id} is for use ${use}` };
}

function* inclusion(list: PublishedChecklist, lists: Lists): Iterable<ChecklistFault> {
  const path = [list.id, 'includes'];
  if (list.includes !== undefined && !lists.some(({ id }) => id === list.includes)) {
    yield { path, reason: 'checklist_includes_unknown', detail: `there is no list ${list.includes}` };
    return;
  }
  const chain = buildChain(list, lists);
  if (chain === null) {
    // Of a chain that leads to an unknown list the last link is named by itself.
    if (runsInCircle(list, lists))
      yield { path, reason: 'checklist_includes_itself', detail: `${list.id} includes itself by way of others` };
    return;
  }
  const seen = new Set<string>();
  for (const item of joinSections(chain).flatMap(({ items }) => items)) {
    if (seen.has(item.id))
      yield { path: [list.id, item.id], reason: 'checklist_item_twice', detail: `${item.id} is there twice` };
    seen.add(item.id);
  }
}

function runsInCircle(list: PublishedChecklist, lists: Lists): boolean {
  const newest = newestLists(lists);
  const seen = new Set<string>();
  let at: PublishedChecklist | undefined = list;
  while (at !== undefined && !seen.has(at.id)) {
    seen.add(at.id);
    const next: string | undefined = at.includes;
    at = newest.find(({ id }) => id === next);
  }
  return at !== undefined;
}

function* servedTwice(kind: InspectionKind, lists: Lists): Iterable<ChecklistFault> {
  const serving = listsFor(kind, lists).map(({ id }) => id);
  if (serving.length > 1)
    yield { path: [serving[1]!, 'kinds'], reason: 'checklist_kind_twice', detail: `${kind}: ${serving.join(', ')}` };
}
