import type { CheckRun } from '../../shared/domain/check-run.ts';
import type { Finding } from '../../shared/domain/finding.ts';
import { NOT_TAKEN, type ProbeId } from '../../shared/domain/probe-ids.ts';
import type { ProbeError, ProbeStatus } from '../../shared/domain/snapshot.ts';
import { ALL_CHECKS } from '../checks/list.ts';
import { resolveLimits } from '../published/limits.ts';
import type { MatrixRow } from '../published/matrix-schema.ts';
import type { Publication } from '../published/publication.ts';

/** The way from what was seen to one finding. */
export interface FindingExplanation {
  /** Number of the check in fault codes; null for a check of another release. */
  readonly number: number | null;
  /** What the check looks at, and where those facts come from. */
  readonly probes: readonly ExplainedProbe[];
  /** Row of the matrix that decided; null where none did. */
  readonly row: MatrixRow | null;
  /** Limits of the published policy it compares with. */
  readonly limits: readonly { readonly path: string; readonly value: number }[];
  /** Entry of the device catalogue by which the subject was recognised. */
  readonly model: string | null;
}

export interface ExplainedProbe {
  readonly id: ProbeId;
  readonly status: ProbeStatus;
  readonly sources: readonly string[];
  /** Why it has no facts. */
  readonly error: ProbeError | null;
}

/** One for each finding of the run, in its order, by the publication that judged it. Pure. */
export function explainFindings(run: CheckRun, publication: Publication): FindingExplanation[] {
  const rows = new Map(publication.matrixIndex.matrix.rows.map((row) => [row.id, row]));
  return run.findings.map((finding) => {
    const check = ALL_CHECKS.find(({ id }) => id === finding.check);
    const { row } = finding.evidence;
    const limits = resolveLimits(check?.limits ?? {}, publication.limits) ?? {};
    return {
      number: check?.number ?? null,
      probes: (check?.needs ?? []).map((id) => {
        const outcome = run.snapshot.probes[id] ?? NOT_TAKEN;
        const { status, sources } = outcome;
        return { id, status, sources, error: outcome.status === 'ok' ? null : outcome.error };
      }),
      row: (typeof row === 'string' ? rows.get(row) : undefined) ?? null,
      limits: Object.entries(limits).map(([path, value]) => ({ path, value })),
      model: modelOf(finding, run),
    };
  });
}

const modelOf = ({ subject }: Finding, { devices }: CheckRun): string | null => {
  const model = devices.find((device) => device.subject === subject)?.model ?? /^(.+)@station$/.exec(subject)?.[1];
  return model === undefined || model === 'unknown' ? null : model;
};
