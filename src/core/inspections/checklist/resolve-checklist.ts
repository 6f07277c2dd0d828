import { type Checklist, checklistSchema } from '../../../shared/domain/inspection/checklist.ts';
import type { InspectionKind } from '../../../shared/domain/inspection/inspection-terms.ts';
import type { Checklists } from '../../publication/parts/checklists-schema.ts';

/** @returns null where nothing is published for that kind. */
export function resolveChecklist(published: Checklists, kind: InspectionKind): Checklist | null {
  const list = published.checklists.find(({ use }) => use === 'inspection');
  if (list === undefined) return null;
  const { id, version, title, sections } = list;
  return checklistSchema.parse({ id, version, title, kinds: [kind], sections });
}
