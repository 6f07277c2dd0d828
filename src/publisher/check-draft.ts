import type { PublishedDocuments } from '../core/published/layout.ts';
import type { Draft } from './draft.ts';
import { fillableTexts, groundedAdvice, guidedCauses, knownChecksAndPictures } from './guide-rules.ts';
import { declaredLimits } from './limit-rules.ts';
import { boundedPatterns, consistentRows, readableRanges } from './matrix-rules.ts';
import { distinctPcModels } from './pc-model-rules.ts';
import {
  decidingRows,
  distinctModelNumbers,
  reachablePromises,
  secretDeskKeys,
  secretFaultCodeKeys,
} from './policy-rules.ts';

/** Something a schema cannot see. Wording: `publisher:check.<code>`. */
export interface Remark {
  readonly file: string;
  readonly field: string;
  readonly code:
    | 'unknown-product'
    | 'unknown-model'
    | 'unknown-driver'
    | 'unknown-cause'
    | 'unknown-check'
    | 'unknown-limit'
    | 'missing-limit'
    | 'unknown-item'
    | 'unknown-section'
    | 'unknown-picture'
    | 'unknown-parameter'
    | 'stray-braces'
    | 'duplicate-id'
    | 'dates-reversed'
    | 'pattern-unbounded'
    | 'range-unreadable'
    | 'never-matches'
    | 'contradiction'
    | 'overlap'
    | 'requirements-exclude'
    | 'never-decides'
    | 'never-applies'
    | 'same-fault-code-number'
    | 'demo-fault-code-key'
    | 'demo-desk-key'
    | 'same-pc-model'
    | 'nameless-pc-model';
  readonly params: Readonly<Record<string, string>>;
}

/** A rule that sees a whole draft. */
export type DraftRule = (documents: PublishedDocuments, about: Pick<Draft, 'demo'>) => Iterable<Remark>;

const matrixFile = 'matrix.json';

function* duplicates(file: string, list: string, ids: readonly string[]): Iterable<Remark> {
  for (const [at, id] of ids.entries())
    if (ids.indexOf(id) < at) yield { file, field: `${list}.${at}.id`, code: 'duplicate-id', params: { id } };
}

const uniqueIds: DraftRule = function* ({ catalogue, matrix, guide, calendar, policy }) {
  const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
  yield* duplicates('catalogue.json', 'devices', ids(catalogue.devices));
  yield* duplicates(matrixFile, 'products', ids(matrix.products));
  yield* duplicates(matrixFile, 'rows', ids(matrix.rows));
  yield* duplicates(matrixFile, 'advisories', ids(matrix.advisories));
  yield* duplicates('policy.json', 'service.urgency', ids(policy.service.urgency));
  yield* duplicates('policy.json', 'service.levels.rows', ids(policy.service.levels.rows));
  yield* duplicates('policy.json', 'service.promises', ids(policy.service.promises));
  yield* duplicates('policy.json', 'inspectionRules.conclusion', ids(policy.inspectionRules.conclusion));
  yield* duplicates('guide.json', 'advice', ids(guide.advice ?? []));
  yield* duplicates('policy.json', 'faultCodes.keys', ids(policy.faultCodes.keys));
  yield* duplicates('policy.json', 'deskKeys', ids(policy.deskKeys));
  yield* duplicates(
    'calendar.json',
    'years',
    calendar.years.map(({ year }) => String(year)),
  );
};

const knownIds: DraftRule = function* ({ catalogue, matrix }) {
  const products = new Set(matrix.products.map(({ id }) => id));
  const models = new Set(catalogue.devices.map(({ id }) => id));
  function* product(field: string, id: string): Iterable<Remark> {
    if (!products.has(id)) yield { file: matrixFile, field, code: 'unknown-product', params: { id } };
  }
  function* everyModel(field: string, ids: readonly string[] = []): Iterable<Remark> {
    for (const [at, id] of ids.entries())
      if (!models.has(id)) yield { file: matrixFile, field: `${field}.${at}`, code: 'unknown-model', params: { id } };
  }
  for (const [at, { models: fits }] of matrix.products.entries()) yield* everyModel(`products.${at}.models`, fits);
  for (const [at, row] of matrix.rows.entries()) {
    yield* product(`rows.${at}.product`, row.product);
    for (const [nth, needed] of (row.requires ?? []).entries())
      yield* product(`rows.${at}.requires.${nth}.product`, needed.product);
    yield* everyModel(`rows.${at}.when.headsets`, row.when?.headsets);
  }
  for (const list of ['releases', 'advisories', 'hostRequirements'] as const)
    for (const [at, entry] of matrix[list].entries()) yield* product(`${list}.${at}.product`, entry.product);
  for (const [at, { models: served, runtimes }] of matrix.headsets.entries()) {
    yield* everyModel(`headsets.${at}.models`, served);
    for (const [nth, id] of runtimes.entries()) yield* product(`headsets.${at}.runtimes.${nth}`, id);
  }
  const drivers = matrix.steamVrDrivers ?? [];
  for (const [at, { models: served }] of drivers.entries()) yield* everyModel(`steamVrDrivers.${at}.models`, served);
  const { models: retired, servedBy = [] } = matrix.windowsMixedReality;
  yield* everyModel('windowsMixedReality.models', retired);
  for (const [at, id] of servedBy.entries())
    if (!drivers.some(({ name }) => name === id))
      yield { file: matrixFile, field: `windowsMixedReality.servedBy.${at}`, code: 'unknown-driver', params: { id } };
};

const validDates: DraftRule = function* ({ matrix }) {
  for (const [at, { from, until }] of matrix.rows.entries())
    if (from !== undefined && until !== undefined && until < from)
      yield { file: matrixFile, field: `rows.${at}.until`, code: 'dates-reversed', params: { from, until } };
};

export const DRAFT_RULES: readonly DraftRule[] = [
  uniqueIds,
  knownIds,
  validDates,
  knownChecksAndPictures,
  groundedAdvice,
  declaredLimits,
  guidedCauses,
  fillableTexts,
  boundedPatterns,
  readableRanges,
  consistentRows,
  decidingRows,
  reachablePromises,
  distinctModelNumbers,
  secretFaultCodeKeys,
  secretDeskKeys,
  distinctPcModels,
];

/** Everything the rules have to say about a draft that fits the schemas. */
export const remarksOn = (documents: PublishedDocuments, about: Pick<Draft, 'demo'>, rules = DRAFT_RULES): Remark[] =>
  rules.flatMap((rule) => [...rule(documents, about)]);
