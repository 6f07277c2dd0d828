import { describe, expect, it } from 'vitest';
import { RESULT_TEXTS } from '../../../src/shared/locales/index.ts';
import {
  campusZoneSchema,
  certaintySchema,
  effectSchema,
  filedKindSchema,
  promiseKindSchema,
  promiseStateSchema,
  scopeSchema,
  serviceLevelSchema,
  urgencySchema,
  workSchema,
} from '../../../src/shared/domain/service-terms.ts';

const TERMS = {
  promise: promiseKindSchema,
  urgency: urgencySchema,
  level: serviceLevelSchema,
  zone: campusZoneSchema,
  scope: scopeSchema,
  effect: effectSchema,
  kind: filedKindSchema,
  work: workSchema,
  promiseState: promiseStateSchema,
  certainty: certaintySchema,
};

describe.each(['zh-CN', 'en'] as const)('%s', (language) => {
  it.each(Object.entries(TERMS))('names every %s of the service, and nothing else', (term, { options }) => {
    const words: Record<string, unknown> = RESULT_TEXTS[language].requests.terms;
    expect(Object.keys(words[term] ?? {})).toEqual([...options]);
  });
});
