import type { MatrixRow } from './matrix-schema.ts';
import type { IndexedProduct, IndexedRow, MatrixIndex } from './matrix-index.ts';
import type { Platform, StationVersion } from './station-versions.ts';
import type { Version, VersionRange } from './versions/version-order.ts';

/** What is known about a station when its versions are judged. */
export interface Situation {
  readonly versions: readonly StationVersion[];
  /** Catalogue models connected now. */
  readonly models: ReadonlySet<string>;
  readonly platform: Platform | null;
  /** Civil date in UTC+8, YYYY-MM-DD. */
  readonly today: string;
}

export type VersionCause =
  | 'version-blocked'
  | 'version-deprecated'
  | 'requirement-not-met'
  | 'version-not-told'
  | 'version-not-understood'
  | 'version-not-published'
  | 'version-undecided';

/** One version against the matrix. */
export interface VersionJudgement {
  readonly outcome: 'pass' | 'warn' | 'fail' | 'unknown';
  readonly cause: VersionCause | null;
  readonly found: StationVersion;
  /** The row that decided; null where none speaks. */
  readonly row: MatrixRow | null;
  /** The range that is asked for; null where none is. */
  readonly required: string | null;
}

const inEffect = ({ from = '', until = '9999' }: MatrixRow, today: string): boolean => from <= today && today <= until;

function concerns({ when = {} }: MatrixRow, { models, platform }: Situation): boolean {
  if (when.platforms !== undefined && (platform === null || !when.platforms.includes(platform))) return false;
  return when.headsets === undefined || when.headsets.some((model) => models.has(model));
}

const speaks = ({ row }: IndexedRow, situation: Situation): boolean =>
  inEffect(row, situation.today) && concerns(row, situation);

/** True when the asking row is about something this station has. */
function asks({ row, versions }: IndexedRow, index: MatrixIndex, situation: Situation): boolean {
  const { order } = index.products.get(row.product)!;
  return situation.versions.some(({ product, version }) => {
    const read = product === row.product && version !== null ? order.read(version.text) : null;
    return read !== null && versions.contains(read) === true;
  });
}

type Opinion = Pick<VersionJudgement, 'outcome' | 'cause' | 'row' | 'required'>;

const CAUSE_OF_STATUS: Readonly<Record<MatrixRow['status'], VersionCause | null>> = {
  blocked: 'version-blocked',
  deprecated: 'version-deprecated',
  supported: null,
  current: null,
};

function opinionOf({ row }: IndexedRow): Opinion {
  const cause = CAUSE_OF_STATUS[row.status];
  return cause === null
    ? { outcome: 'pass', cause: null, row, required: row.versions }
    : { outcome: row.severity, cause, row, required: null };
}

function opinionOn(row: MatrixRow, versions: VersionRange, version: Version): Opinion {
  const inside = versions.contains(version);
  const said = { row, required: versions.text };
  if (inside === true) return { outcome: 'pass', cause: null, ...said };
  if (inside === null) return { outcome: 'unknown', cause: 'version-undecided', ...said };
  return { outcome: row.severity, cause: 'requirement-not-met', ...said };
}

const GRAVITY = { fail: 3, unknown: 2, warn: 1, pass: 0 } as const;

function opinionsOn(about: IndexedProduct, version: Version, index: MatrixIndex, situation: Situation): Opinion[] {
  let undecided: IndexedRow | null = null;
  const own: Opinion[] = [];
  for (const row of about.rows) {
    const inside = row.versions.contains(version);
    if (inside === false || !speaks(row, situation)) continue;
    if (inside === null) undecided = row;
    else own.push(opinionOf(row));
  }
  const asked = about.requirements
    .filter(({ by }) => speaks(by, situation) && asks(by, index, situation))
    .map(({ by, versions }) => opinionOn(by.row, versions, version));
  if (own.length === 0 && undecided !== null)
    asked.push({
      outcome: 'unknown',
      cause: 'version-undecided',
      row: undecided.row,
      required: undecided.row.versions,
    });
  return [...own, ...asked];
}

/** The gravest of what the matrix says about one version; `unknown` where it says nothing. Pure. */
export function judgeVersion(found: StationVersion, index: MatrixIndex, situation: Situation): VersionJudgement {
  const open = (cause: VersionCause): VersionJudgement => ({
    outcome: 'unknown',
    cause,
    found,
    row: null,
    required: null,
  });
  const about = index.products.get(found.product);
  if (found.version === null) return open('version-not-told');
  const version = about?.order.read(found.version.text) ?? null;
  if (about === undefined || version === null) return open('version-not-understood');
  const opinions = opinionsOn(about, version, index, situation);
  const gravest = opinions.toSorted((a, b) => GRAVITY[b.outcome] - GRAVITY[a.outcome])[0];
  return gravest === undefined ? open('version-not-published') : { found, ...gravest };
}

/** Rows of a product that speak of this version here and now. */
export function rowsOn(found: StationVersion, index: MatrixIndex, situation: Situation): MatrixRow[] {
  const about = index.products.get(found.product);
  const version = found.version === null ? null : (about?.order.read(found.version.text) ?? null);
  if (about === undefined || version === null) return [];
  return about.rows
    .filter((row) => row.versions.contains(version) === true && speaks(row, situation))
    .map(({ row }) => row);
}
