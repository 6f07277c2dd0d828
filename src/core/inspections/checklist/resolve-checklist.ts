import { type Checklist, checklistSchema } from '../../../shared/domain/inspection/checklist.ts';
import type { InspectionKind } from '../../../shared/domain/inspection/inspection-terms.ts';
import { buildChain, joinSections, listsFor } from '../../published/checklist-includes.ts';
import type { Checklists } from '../../published/checklists-schema.ts';

/**
 * The list for an inspection, whole: with everything it includes, and with what items leave out filled in.
 * On request the quarterly list serves where there is no list of its own.
 * @param published already validated.
 * @returns null where nothing is published for that kind.
 */
export function resolveChecklist(published: Checklists, kind: InspectionKind): Checklist | null {
  const { checklists } = published;
  const list = listsFor(kind, checklists)[0];
  if (list === undefined) return kind === 'on-request' ? resolveChecklist(published, 'quarterly') : null;
  const { id, version, title, kinds = [kind] } = list;
  const chain = buildChain(list, checklists);
  return chain === null ? null : checklistSchema.parse({ id, version, title, kinds, sections: joinSections(chain) });
}
