import type { MatrixRow } from '../published/matrix-schema.ts';
import type { Demand, Situation } from './situation.ts';
import type { StationVersion } from './station-versions.ts';
import type { Version } from '../published/versions/version-order.ts';

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
  /** The row that decided; null where none applies. */
  readonly row: MatrixRow | null;
  /** The range that is asked for; null where none is. */
  readonly required: string | null;
}

type Opinion = Omit<VersionJudgement, 'found'>;

const CAUSE_OF_STATUS: Readonly<Record<MatrixRow['status'], VersionCause | null>> = {
  blocked: 'version-blocked',
  deprecated: 'version-deprecated',
  supported: null,
  current: null,
};

function judgeByStatus(row: MatrixRow): Opinion {
  const cause = CAUSE_OF_STATUS[row.status];
  return cause === null
    ? { outcome: 'pass', cause, row, required: row.versions }
    : { outcome: row.severity, cause, row, required: null };
}

function judgeByDemand({ row, versions }: Demand, version: Version): Opinion {
  const inside = versions.contains(version);
  const said = { row, required: versions.text };
  if (inside === true) return { outcome: 'pass', cause: null, ...said };
  if (inside === null) return { outcome: 'unknown', cause: 'version-undecided', ...said };
  return { outcome: row.severity, cause: 'requirement-not-met', ...said };
}

const SEVERITY = { fail: 3, unknown: 2, warn: 1, pass: 0 } as const;

const open = (cause: VersionCause, row: MatrixRow | null = null): Opinion => ({
  outcome: 'unknown',
  cause,
  row,
  required: row?.versions ?? null,
});

/** The most severe of what the matrix rules about one version of a situation; `unknown` where it has no rule. Pure. */
export function judgeVersion(found: StationVersion, situation: Situation): VersionJudgement {
  const { version, rows, undecided } = situation.readings.get(found)!;
  if (version === null)
    return { found, ...open(found.version === null ? 'version-not-told' : 'version-not-understood') };
  let severest: Opinion | null = null;
  const weigh = (opinion: Opinion) => {
    if (severest === null || SEVERITY[opinion.outcome] > SEVERITY[severest.outcome]) severest = opinion;
  };
  for (const { row } of rows) weigh(judgeByStatus(row));
  if (rows.length === 0 && undecided !== null) weigh(open('version-undecided', undecided.row));
  for (const demand of situation.demands.get(found.product) ?? []) weigh(judgeByDemand(demand, version));
  return { found, ...(severest ?? open('version-not-published')) };
}

/** Rows that apply to this version here and now. */
export const rowsOn = (found: StationVersion, { readings }: Situation): readonly MatrixRow[] =>
  (readings.get(found)?.rows ?? []).map(({ row }) => row);
