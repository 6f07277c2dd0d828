import en from '../shared/locales/en/checks.json' with { type: 'json' };
import zh from '../shared/locales/zh-CN/checks.json' with { type: 'json' };
import type { PublishedCauses } from '../shared/domain/guide.ts';
import { LANGUAGES } from '../shared/domain/language.ts';
import { parametersIn, VALUES_OF_EVERY_FINDING } from '../shared/published-text.ts';
import type { DraftRule, Remark } from './check-draft.ts';

const file = 'guide.json';

/** The program's own words, by cause; every cause that a check can name has some. */
const OWN_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries(zh.causes).map(([cause, words]) => [
    cause,
    JSON.stringify([words, en.causes[cause as keyof typeof en.causes]]),
  ]),
);

/** Does a check name this cause? */
export const isKnownCause = (id: string): boolean => OWN_WORDS.has(id);

/** The guide speaks of causes that a check can name. */
export const guidedCauses: DraftRule = function* ({ guide }) {
  for (const id of Object.keys(guide.causes))
    if (!isKnownCause(id)) yield { file, field: `causes.${id}`, code: 'unknown-cause', params: { id } };
};

/** Every text of a cause, with the field it stands in. */
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
