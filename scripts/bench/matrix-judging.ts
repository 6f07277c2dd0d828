import { judgeVersion } from '../../src/core/matrix/judge-version.ts';
import { indexMatrix, type MatrixIndex } from '../../src/core/published/matrix-index.ts';
import type { MatrixRow, Product } from '../../src/core/published/matrix-schema.ts';
import { type Circumstances, requirementsWithout, situate } from '../../src/core/matrix/situation.ts';
import { publication } from '../../tests/support/pc/judge.ts';
import { atLeast, atMost, type Figure } from './figure.ts';

const SECONDS = 2;
const PRODUCTS = 12;
const words = (text: string) => ({ 'zh-CN': text, en: text });

/** Rows spread over products that a station has all of, each asking something of the next product. */
function matrixOf(rows: number): MatrixIndex {
  const products = Array.from({ length: PRODUCTS }, (_, index): Product => ({
    id: `product-${index}`,
    name: words(`Product ${index}`),
    kind: 'runtime',
    scheme: 'dotted',
  }));
  const row = (index: number): MatrixRow => ({
    id: `row-${index}`,
    product: `product-${index % PRODUCTS}`,
    versions: `>=${index % 97}.${index % 13} <${(index % 97) + 2}`,
    when: { headsets: ['valve-index'], platforms: ['win32'] },
    status: 'supported',
    requires: [{ product: `product-${(index + 1) % PRODUCTS}`, versions: '>=1.2' }],
    severity: 'warn',
    reason: words('reason'),
    source: 'https://example.edu/',
  });
  return indexMatrix({ ...publication.matrix, products, rows: Array.from({ length: rows }, (_, index) => row(index)) });
}

const STATION: Circumstances = {
  versions: Array.from({ length: PRODUCTS }, (_, index) => ({
    product: `product-${index}`,
    subject: 'host',
    version: { text: `${40 + index}.3.1`, source: 'bench' },
  })),
  models: new Set(['valve-index']),
  platform: 'win32',
  today: '2026-11-22',
};

/** Snapshots per second against that many rows. */
function speed(rows: number): number {
  const index = matrixOf(rows);
  const judge = () => {
    const situation = situate(index, STATION);
    for (const found of STATION.versions) judgeVersion(found, situation);
    requirementsWithout(index, situation);
  };
  for (let warm = 0; warm < 50; warm += 1) judge();
  const begun = performance.now();
  let judged = 0;
  while (performance.now() - begun < SECONDS * 1000) {
    judge();
    judged += 1;
  }
  return (judged * 1000) / (performance.now() - begun);
}

/** Judging every version of a station that has all products of the matrix. */
export function matrixJudging(): Figure[] {
  const small = speed(1000);
  return [
    atLeast('matrix of 1,000 rows', small, 2000, 'snapshots/s'),
    atMost('20,000 rows cost per row, ÷ the cost at 1,000', small / speed(20_000) / 20, 1.5, '×'),
  ];
}
