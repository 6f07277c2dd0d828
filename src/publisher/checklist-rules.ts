import { ALL_CHECKS } from '../core/checks/list.ts';
import { buildChain, joinSections } from '../core/published/checklist-includes.ts';
import type { PublishedChecklist } from '../core/published/checklists-schema.ts';
import { GUIDE_PICTURES } from '../shared/domain/inspection/guide-pictures.ts';
import type { DraftRule, Remark } from './check-draft.ts';
import { isKnownCause } from './guide-rules.ts';

const checks: ReadonlySet<string> = new Set(ALL_CHECKS.map(({ id }) => id));
const pictures: ReadonlySet<string> = new Set(GUIDE_PICTURES);

type Item = PublishedChecklist['sections'][number]['items'][number];

/**
 * Automatic items name checks that this program has, guides pictures that it has. A remark rather than a fault of the
 * schema: a publication for a newer program is good on an older one, where such an item is not inspected.
 */
export const knownChecksAndPictures: DraftRule = function* ({ checklists: { checklists } }) {
  for (const { id, sections } of checklists)
    for (const item of sections.flatMap(({ items }) => items))
      yield* remarksOnItem(`checklists.${id}.${item.id}`, item);
};

function* remarksOnItem(field: string, { method, guide }: Item): Iterable<Remark> {
  const file = 'checklists.json';
  for (const id of method?.kind === 'automatic' ? method.checks : [])
    if (!checks.has(id)) yield { file, field: `${field}.method.checks`, code: 'unknown-check', params: { id } };
  if (guide?.picture !== undefined && !pictures.has(guide.picture))
    yield { file, field: `${field}.guide.picture`, code: 'unknown-picture', params: { id: guide.picture } };
}

/** Advice speaks of items, sections, checks and causes that there are: a rule that does not never applies. */
export const groundedAdvice: DraftRule = function* ({ guide, checklists: { checklists } }) {
  const sections = checklists.flatMap((list) => joinSections(buildChain(list, checklists) ?? [list]));
  const known = {
    items: new Set(sections.flatMap(({ items }) => items.map(({ id }) => id))),
    sections: new Set(sections.map(({ id }) => id)),
    checks,
    causes: { has: isKnownCause },
  };
  const codes = {
    items: 'unknown-item',
    sections: 'unknown-section',
    checks: 'unknown-check',
    causes: 'unknown-cause',
  } as const;
  for (const { id: rule, when } of guide.advice ?? [])
    for (const by of ['items', 'sections', 'checks', 'causes'] as const)
      for (const id of when[by] ?? [])
        if (!known[by].has(id))
          yield { file: 'guide.json', field: `advice.${rule}.when.${by}`, code: codes[by], params: { id } };
};
