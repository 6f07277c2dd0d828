import { expect, it } from 'vitest';
import type { MatrixRow } from '../../../src/core/published/matrix-schema.ts';
import { parseValidated } from '../../../src/core/published/layout.ts';
import { remarksOn } from '../../../src/publisher/check-draft.ts';
import { readDraft } from '../../../src/publisher/draft.ts';

const draft = readDraft('publication/draft');
if (!draft.ok) throw new Error(draft.problem.code);
const documents = parseValidated(draft.value.documents);
const words = { 'zh-CN': '说明', en: 'reason' };
const row = (id: string, versions: string, more: Partial<MatrixRow> = {}): MatrixRow => ({
  id,
  product: 'steamvr',
  versions,
  status: 'current',
  severity: 'warn',
  reason: words,
  source: 'https://example.edu/',
  ...more,
});
/** Field and code of each remark on a draft whose only rows are these. */
const remarks = (...rows: MatrixRow[]) =>
  remarksOn({ ...documents, matrix: { ...documents.matrix, rows } }, draft.value).map(({ field, code }) => [
    field,
    code,
  ]);
const blocked = { status: 'blocked', severity: 'fail' } as const;
const needs = (versions: string) => ({ requires: [{ product: 'windows', versions }] });

it('has nothing to say about the embedded draft', () => {
  expect(remarksOn(documents, draft.value)).toEqual([]);
});

it('refuses ranges that cannot be read and rows that can never match', () => {
  expect(remarks(row('a', 'newest'))).toEqual([['rows.0.versions', 'range-unreadable']]);
  expect(remarks(row('a', '>=3 <2'))).toEqual([['rows.0.versions', 'never-matches']]);
  expect(remarks(row('a', '*', needs('>=x')))).toEqual([['rows.0.requires.0.versions', 'range-unreadable']]);
});

it('refuses rows that contradict each other, and only where one station can be meant by both', () => {
  expect(remarks(row('a', '>=2'), row('b', '>=3', blocked))).toEqual([['rows.1.status', 'contradiction']]);
  expect(remarks(row('a', '<3'), row('b', '>=3', blocked))).toEqual([]);
  const forIndex = { when: { headsets: ['valve-index'] } };
  expect(remarks(row('a', '>=2', forIndex), row('b', '>=3', { ...blocked, when: { headsets: ['pico-4'] } }))).toEqual(
    [],
  );
  expect(remarks(row('a', '>=2', forIndex), row('b', '>=3', blocked))).toEqual([['rows.1.status', 'contradiction']]);
  expect(
    remarks(row('a', '>=2', { until: '2026-12-31' }), row('b', '>=3', { ...blocked, from: '2027-01-01' })),
  ).toEqual([]);
  expect(remarks(row('a', '>=2'), row('b', '>=3', { status: 'supported' }))).toEqual([['rows.1.versions', 'overlap']]);
});

it('refuses requirements that exclude each other', () => {
  expect(remarks(row('a', '>=2', needs('>=22000')), row('b', '>=2', needs('<19045')))).toEqual([
    ['rows.1.requires.0.versions', 'requirements-exclude'],
  ]);
  expect(remarks(row('a', '>=2', needs('>=19045')), row('b', '>=2', needs('<22000')))).toEqual([]);
});
