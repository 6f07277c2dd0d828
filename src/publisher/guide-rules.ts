import { CHECKS, SECURITY_CHECKS } from '../core/checks/list.ts';
import { buildChain, joinSections } from '../core/published/checklist-includes.ts';
import type { PublishedChecklist } from '../core/published/checklists-schema.ts';
import type { PublishedCauses } from '../shared/domain/guide.ts';
import { GUIDE_PICTURES } from '../shared/domain/inspection/guide-pictures.ts';
import { LANGUAGES } from '../shared/domain/language.ts';
import { RESULTS as en } from '../shared/locales/en/results.ts';
import { RESULTS as zh } from '../shared/locales/zh-CN/results.ts';
import { VALUES_OF_EVERY_FINDING, parametersIn } from '../shared/wording.ts';
import type { DraftRule, Remark } from './check-draft.ts';

const file = 'guide.json';
const CHECKLISTS_FILE = 'checklists.json';

/** The program's own words, by cause; every cause that a check can name has some. */
const OWN_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries(zh.causes).map(([cause, words]) => [
    cause,
    JSON.stringify([words, en.causes[cause as keyof typeof en.causes]]),
  ]),
);

/** Does a check name this cause? */
export const isKnownCause = (id: string): boolean => OWN_WORDS.has(id);

/** The guide refers to causes that a check can name. */
export const guidedCauses: DraftRule = function* ({ guide }) {
  for (const id of Object.keys(guide.causes))
    if (!isKnownCause(id)) yield { file, field: `causes.${id}`, code: 'unknown-cause', params: { id } };
};

/** Every text of a cause, with its field. */
function* textsOf(words: PublishedCauses[string], field: string): Iterable<[field: string, text: string]> {
  for (const language of LANGUAGES) {
    const { text, teacher = [], engineer = [] } = words[language];
    if (text !== undefined) yield [`${field}.${language}.text`, text];
    for (const [list, steps] of Object.entries({ teacher, engineer }))
      for (const [at, step] of steps.entries()) yield [`${field}.${language}.${list}.${at}`, step];
  }
}

/** Values that are there whenever the cause is named: what the program's own words ask for. A text that asks for others may never be shown. */
export const fillableTexts: DraftRule = function* ({ guide }) {
  for (const [cause, words] of Object.entries(guide.causes)) {
    const own = OWN_WORDS.get(cause);
    // An unknown cause has a remark of its own.
    if (own === undefined) continue;
    const known = [...new Set([...VALUES_OF_EVERY_FINDING, ...parametersIn(own)])];
    for (const [field, text] of textsOf(words, `causes.${cause}`)) yield* remarksOnText(field, text, known);
  }
};

/** Braces left over that look like a value: half a pair, full-width ones of a Chinese keyboard, or single ones around a known name. */
function strayBraces(text: string, known: readonly string[]): string | undefined {
  const rest = text.replaceAll(/\{\{.*?\}\}/g, '');
  return /\{\{|\}\}|[｛｝]/.exec(rest)?.[0] ?? known.map((name) => `{${name}}`).find((braced) => rest.includes(braced));
}

function* remarksOnText(field: string, text: string, known: readonly string[]): Iterable<Remark> {
  for (const name of parametersIn(text))
    if (!known.includes(name))
      yield { file, field, code: 'unknown-parameter', params: { name, known: known.join(', ') } };
  const braces = strayBraces(text, known);
  if (braces !== undefined) yield { file, field, code: 'stray-braces', params: { braces, known: known.join(', ') } };
}

const checks: ReadonlySet<string> = new Set([...CHECKS.map(({ id }) => id), ...SECURITY_CHECKS.map(({ id }) => id)]);
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
  for (const id of method?.kind === 'automatic' ? method.checks : [])
    if (!checks.has(id))
      yield { file: CHECKLISTS_FILE, field: `${field}.method.checks`, code: 'unknown-check', params: { id } };
  if (guide?.picture !== undefined && !pictures.has(guide.picture))
    yield {
      file: CHECKLISTS_FILE,
      field: `${field}.guide.picture`,
      code: 'unknown-picture',
      params: { id: guide.picture },
    };
}

/** Advice refers to items, sections, checks and causes that exist: a rule that does not never applies. */
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
