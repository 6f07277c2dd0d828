import { isBounded, LONGEST } from '../core/platform/published-pattern.ts';
import type { DraftRule, Remark } from './check-draft.ts';
import type { Matrix, MatrixRow } from '../core/published/matrix-schema.ts';
import { versionOrderOf } from '../core/published/versions/index.ts';
import type { VersionRange } from '../core/published/versions/version-order.ts';

/** No pattern can keep a PC busy for ever, whatever text it meets. */
export const boundedPatterns: DraftRule = function* ({ catalogue, matrix }) {
  function* pattern(file: string, field: string, source: string | undefined, longest: number): Iterable<Remark> {
    if (source !== undefined && !isBounded(source, longest))
      yield { file, field, code: 'pattern-unbounded', params: { pattern: source } };
  }
  for (const [at, { scheme, find = [] }] of matrix.products.entries()) {
    if (typeof scheme !== 'string')
      yield* pattern('matrix.json', `products.${at}.scheme.pattern`, scheme.pattern, LONGEST.version);
    for (const [nth, { version }] of find.entries())
      for (const [place, rule] of version.entries())
        if ('text' in rule)
          yield* pattern(
            'matrix.json',
            `products.${at}.find.${nth}.version.${place}.pattern`,
            rule.pattern,
            LONGEST.line,
          );
  }
  for (const [at, { weakGpus }] of matrix.hostRequirements.entries())
    for (const [nth, source] of weakGpus.entries())
      yield* pattern('matrix.json', `hostRequirements.${at}.weakGpus.${nth}`, source, LONGEST.adapterName);
  for (const [at, { parts }] of catalogue.devices.entries())
    for (const [nth, { match }] of parts.entries())
      for (const [place, matcher] of match.entries())
        if (typeof matcher !== 'string')
          for (const name of ['product', 'manufacturer', 'except'] as const)
            yield* pattern(
              'catalogue.json',
              `devices.${at}.parts.${nth}.match.${place}.${name}`,
              matcher[name],
              LONGEST.deviceName,
            );
};

type Params = Remark['params'];
const remark = (field: string, code: Remark['code'], params: Params): Remark => ({
  file: 'matrix.json',
  field,
  code,
  params,
});

/** Ranges of a product as the matrix writes them; null where the product or the range cannot be read. */
function rangeReader({ products }: Matrix): (product: string, text: string) => VersionRange | null {
  const orders = new Map(products.map(({ id, scheme }) => [id, versionOrderOf(scheme)]));
  return (product, text) => orders.get(product)?.range(text) ?? null;
}

/** Every range can be read and holds at least one version. */
export const readableRanges: DraftRule = function* ({ matrix }) {
  const read = rangeReader(matrix);
  const known = new Set(matrix.products.map(({ id }) => id));
  function* range(field: string, product: string, text: string): Iterable<Remark> {
    // An unknown product has a remark of its own.
    if (!known.has(product)) return;
    const versions = read(product, text);
    if (versions === null) yield remark(field, 'range-unreadable', { product, range: text });
    else if (versions.empty) yield remark(field, 'never-matches', { range: text });
  }
  for (const [at, row] of matrix.rows.entries()) {
    yield* range(`rows.${at}.versions`, row.product, row.versions);
    for (const [nth, needed] of (row.requires ?? []).entries())
      yield* range(`rows.${at}.requires.${nth}.versions`, needed.product, needed.versions);
  }
  for (const list of ['advisories', 'hostRequirements'] as const)
    for (const [at, { product, versions }] of matrix[list].entries())
      yield* range(`${list}.${at}.versions`, product, versions);
  for (const [at, { product, version }] of matrix.releases.entries())
    yield* range(`releases.${at}.version`, product, `=${version}`);
};

const share = (a: readonly string[] | undefined, b: readonly string[] | undefined): boolean =>
  a === undefined || b === undefined || a.some((item) => b.includes(item));

/** True when one station on one day can be meant by both. */
const meet = (a: MatrixRow, b: MatrixRow): boolean =>
  share(a.when?.headsets, b.when?.headsets) &&
  share(a.when?.platforms, b.when?.platforms) &&
  (a.from ?? '') <= (b.until ?? '9999') &&
  (b.from ?? '') <= (a.until ?? '9999');

const sameStations = (a: MatrixRow, b: MatrixRow): boolean => JSON.stringify(a.when) === JSON.stringify(b.when);
const isFine = ({ status }: MatrixRow): boolean => status === 'current' || status === 'supported';

/** Rows that match the same version on the same station do not contradict each other. */
export const consistentRows: DraftRule = function* ({ matrix }) {
  const read = rangeReader(matrix);
  const rows = matrix.rows.map((row, at) => ({ row, at, versions: read(row.product, row.versions) }));
  for (const { row, at, versions } of rows)
    for (const other of rows) {
      if (other.at >= at || other.row.product !== row.product || versions === null || other.versions === null) continue;
      if (!meet(row, other.row) || !versions.overlaps(other.versions)) continue;
      const ids = { one: other.row.id, other: row.id };
      if (isFine(row) !== isFine(other.row)) yield remark(`rows.${at}.status`, 'contradiction', ids);
      else if (row.status !== other.row.status && sameStations(row, other.row))
        yield remark(`rows.${at}.versions`, 'overlap', ids);
      for (const [nth, needed] of (row.requires ?? []).entries()) {
        const rival = other.row.requires?.find(({ product }) => product === needed.product);
        const [mine, theirs] = [read(needed.product, needed.versions), rival && read(rival.product, rival.versions)];
        if (mine !== null && theirs != null && !mine.overlaps(theirs))
          yield remark(`rows.${at}.requires.${nth}.versions`, 'requirements-exclude', {
            ...ids,
            product: needed.product,
          });
      }
    }
};
