import { describe, expect, it } from 'vitest';
import { judgeVersion } from '../../../src/core/matrix/judge-version.ts';
import { type Circumstances, requirementsWithout, situate } from '../../../src/core/matrix/situation.ts';
import { indexMatrix } from '../../../src/core/published/matrix-index.ts';
import type { Matrix, MatrixRow } from '../../../src/core/published/matrix-schema.ts';
import type { StationVersion } from '../../../src/core/matrix/station-versions.ts';
import { publication } from '../../support/pc/judge.ts';

const words = (text: string) => ({ 'zh-CN': text, en: text });
const row = (id: string, product: string, versions: string, more: Partial<MatrixRow> = {}): MatrixRow => ({
  id,
  product,
  versions,
  status: 'current',
  severity: 'warn',
  reason: words(id),
  source: 'https://example.edu/',
  ...more,
});
const matrixOf = (...rows: MatrixRow[]): Matrix => ({
  ...publication.matrix,
  products: [
    { id: 'suite', name: words('Suite'), kind: 'suite', scheme: 'semver' },
    { id: 'steamvr', name: words('SteamVR'), kind: 'runtime', scheme: 'dotted' },
    { id: 'windows', name: words('Windows'), kind: 'windows', scheme: 'windows-build' },
  ],
  rows,
});
const found = (product: string, text: string | null): StationVersion => ({
  product,
  subject: 'host',
  version: text === null ? null : { text, source: 'here' },
});
const situation = (versions: StationVersion[], more: Partial<Circumstances> = {}): Circumstances => ({
  versions,
  models: new Set(['valve-index']),
  platform: 'win32',
  today: '2026-11-22',
  ...more,
});
/** Outcome, cause and row that the matrix gives the first of the versions found. */
function judge(rows: MatrixRow[], versions: StationVersion[], more: Partial<Circumstances> = {}) {
  const judged = judgeVersion(versions[0]!, situate(indexMatrix(matrixOf(...rows)), situation(versions, more)));
  return [judged.outcome, judged.cause, judged.row?.id ?? null];
}

describe('one version against the matrix', () => {
  it.each([
    ['current', 'pass', null],
    ['supported', 'pass', null],
    ['deprecated', 'warn', 'version-deprecated'],
  ] as const)('%s is %s', (status, outcome, cause) => {
    expect(judge([row('r', 'suite', '>=3', { status })], [found('suite', '3.1.0')])).toEqual([outcome, cause, 'r']);
  });

  it('takes the gravest of several rows', () => {
    const rows = [
      row('fine', 'suite', '*'),
      row('blocked', 'suite', '=3.1.0', { status: 'blocked', severity: 'fail' }),
      row('old', 'suite', '<4', { status: 'deprecated' }),
    ];
    expect(judge(rows, [found('suite', '3.1.0')])).toEqual(['fail', 'version-blocked', 'blocked']);
    expect(judge(rows, [found('suite', '3.2.0')])).toEqual(['warn', 'version-deprecated', 'old']);
    expect(judge(rows, [found('suite', '4.0.0')])).toEqual(['pass', null, 'fine']);
  });

  it('is never fine where nothing is published, reported or understood', () => {
    const rows = [row('r', 'suite', '>=3 <4')];
    expect(judge(rows, [found('suite', '4.0.0')])).toEqual(['unknown', 'version-not-published', null]);
    expect(judge(rows, [found('suite', null)])).toEqual(['unknown', 'version-not-told', null]);
    expect(judge(rows, [found('suite', 'newest')])).toEqual(['unknown', 'version-not-understood', null]);
    expect(judge(rows, [found('stranger', '1.0')])).toEqual(['unknown', 'version-not-understood', null]);
  });

  it('speaks only of stations and days it is meant for', () => {
    const only = (more: Partial<MatrixRow>) => judge([row('r', 'suite', '*', more)], [found('suite', '3.0.0')])[0];
    expect(only({ when: { headsets: ['valve-index'] } })).toBe('pass');
    expect(only({ when: { headsets: ['pico-4'] } })).toBe('unknown');
    expect(only({ when: { platforms: ['win32'] } })).toBe('pass');
    expect(only({ when: { platforms: ['linux'] } })).toBe('unknown');
    expect(only({ from: '2026-11-22', until: '2026-11-22' })).toBe('pass');
    expect(only({ from: '2026-11-23' })).toBe('unknown');
    expect(only({ until: '2026-11-21' })).toBe('unknown');
  });

  it('judges what another product asks for', () => {
    const rows = [
      row('suite-3', 'suite', '>=3 <4', { severity: 'fail', requires: [{ product: 'steamvr', versions: '>=2.5' }] }),
      row('steamvr-any', 'steamvr', '*'),
    ];
    const steamVr = (version: string, suite = '3.1.0') =>
      judge(rows, [found('steamvr', version), found('suite', suite)]);
    expect(steamVr('2.4.9')).toEqual(['fail', 'requirement-not-met', 'suite-3']);
    expect(steamVr('2.5')).toEqual(['pass', null, 'steamvr-any']);
    expect(steamVr('2.4.9', '4.0.0')).toEqual(['pass', null, 'steamvr-any']);
    const asked = indexMatrix(matrixOf(...rows));
    const wanting = requirementsWithout(asked, situate(asked, situation([found('suite', '3.1.0')])));
    expect(wanting.map(({ product, versions }) => [product.id, versions])).toEqual([['steamvr', '>=2.5']]);
  });

  it('leaves open what an incomplete version leaves open', () => {
    const rows = [row('w', 'windows', '>=22631.3000')];
    expect(judge(rows, [found('windows', '22631')])).toEqual(['unknown', 'version-undecided', 'w']);
    expect(judge(rows, [found('windows', '22632')])).toEqual(['pass', null, 'w']);
    expect(judge(rows, [found('windows', '22630')])).toEqual(['unknown', 'version-not-published', null]);
  });
});

describe('the embedded matrix', () => {
  const { matrix } = publication;
  const index = indexMatrix(matrix);

  it('has no row, requirement, advisory or host requirement that cannot be read', () => {
    const read = [...index.products.values()].flatMap((product) =>
      product.published().rows.map(({ row: { id } }) => id),
    );
    expect(matrix.rows.map(({ id }) => id).filter((id) => !read.includes(id))).toEqual([]);
    const asked = [...index.products.values()].flatMap((product) =>
      product.published().rows.flatMap(({ requires }) => requires),
    );
    expect(asked).toHaveLength(matrix.rows.flatMap(({ requires = [] }) => requires).length);
    for (const { product, versions } of [...matrix.advisories, ...matrix.hostRequirements])
      expect(index.products.get(product)?.order.range(versions)?.empty, `${product} ${versions}`).toBe(false);
    for (const { product, version } of matrix.releases)
      expect(index.products.get(product)?.order.read(version), version).not.toBeNull();
  });

  it('names only models of the catalogue and products of its own', () => {
    const models = [
      ...matrix.rows.flatMap(({ when }) => when?.headsets ?? []),
      ...matrix.headsets.flatMap((headset) => headset.models),
      ...matrix.products.flatMap((product) => product.models ?? []),
      ...matrix.windowsMixedReality.models,
    ];
    expect(models.filter((model) => !publication.catalogue.models.has(model))).toEqual([]);
    const runtimes = matrix.headsets.flatMap((headset) => headset.runtimes);
    expect(runtimes.filter((product) => !index.products.has(product))).toEqual([]);
  });
});
