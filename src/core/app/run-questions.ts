import type { CheckRun } from '../../shared/domain/check-run.ts';
import type { DecodedFaultCode } from '../../shared/domain/fault-code.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import type { RunComparison } from '../../shared/domain/run-comparison.ts';
import type { RunDispute } from '../../shared/domain/run-dispute.ts';
import type { VersionTable } from '../../shared/domain/version-table.ts';
import { formatInstant } from '../../shared/beijing-time.ts';
import { type Dependencies, lazy } from '../dependencies/dependencies.ts';
import type { RunHistory } from '../history/index.ts';
import { faultCodesOf, readFaultCode } from '../requests/fault-code/fault-code.ts';
import type { CodedFinding } from '../requests/fault-code/find-finding.ts';
import type { RunStore } from '../store/run-store.ts';
import type { FindingExplanation } from '../versions/explain-findings.ts';
import type { ProductExplanation } from '../versions/explain-product.ts';

/** What can be asked about runs: stored ones, their fault codes, and why they were judged as they were. */
export interface RunQuestions {
  readonly runs: Pick<RunStore, 'list' | 'get' | 'disputes'>;
  /** Keeps what somebody says against the verdict of a run. @returns all of it; `dispute-empty`, `run-not-found`. */
  disputeRun(run: string, text: string): Promise<Result<RunDispute[]>>;
  /** Versions of the newest stored run against the publication in use; null before the first check. */
  versions(): Promise<Result<VersionTable | null>>;
  /** Why a product is judged as it is in a run; null where the matrix has no such product. */
  explainProduct(id: string, run: CheckRun): Promise<ProductExplanation | null>;
  /** The way from what was seen to each finding of a run, in its order. */
  explainFindings(run: CheckRun): Promise<FindingExplanation[]>;
  /** What changed from one run to another, versions of products in the published matrix included. */
  compareRuns(older: CheckRun, newer: CheckRun): Promise<RunComparison>;
  /** Stored runs looked through: found, counted by day, compared, exported. */
  history(): Promise<RunHistory>;
  /** Ids of the products in the published matrix. */
  products(): string[];

  /** The fault code of each finding of a run, in its order; null where there is nothing to report. */
  faultCodes(run: CheckRun): (string | null)[];
  /** The same of a run by its id, also where it could not be stored. @returns `run-not-found`, `record-unreadable`. */
  faultCodesOf(runId: string): Promise<Result<(string | null)[]>>;
  readFaultCode(text: string): Promise<Result<DecodedFaultCode>>;
  /** The finding of a stored run that has the code, with its cause; null where this PC has none. */
  findCodedFinding(decoded: DecodedFaultCode): Promise<Result<CodedFinding | null>>;
}

export function createRunQuestions(deps: Dependencies): RunQuestions {
  const { publication, runs } = deps;
  return {
    runs,
    disputeRun: async (run, text) =>
      text.trim() === ''
        ? fail('dispute-empty')
        : await runs.dispute(run, { at: formatInstant(deps.now()), text: text.trim() }),
    async versions() {
      const { newestVersions } = await import('../versions/version-table.ts');
      return await newestVersions(runs, deps.demo, publication);
    },
    async explainProduct(id, run) {
      const { explainProduct } = await import('../versions/explain-product.ts');
      return explainProduct(id, run, publication);
    },
    async explainFindings(run) {
      const { explainFindings } = await import('../versions/explain-findings.ts');
      return explainFindings(run, publication);
    },
    async compareRuns(older, newer) {
      const { compareRuns } = await import('../versions/compare-runs.ts');
      return compareRuns(older, newer, publication);
    },
    history: lazy(async () => (await import('../history/index.ts')).createRunHistory(deps)),
    products: () => [...publication.matrixIndex.products.keys()],

    faultCodes: (run) => faultCodesOf(run, publication.faultCodes),
    async faultCodesOf(runId) {
      const run = await deps.run(runId);
      return run.ok ? succeed(faultCodesOf(run.value, publication.faultCodes)) : run;
    },
    async readFaultCode(text) {
      const station = await deps.station();
      return readFaultCode(text, { publication, station: station.ok ? station.value : null });
    },
    async findCodedFinding(decoded) {
      const { findCodedFinding } = await import('../requests/fault-code/find-finding.ts');
      return await findCodedFinding(decoded, runs, publication.faultCodes);
    },
  };
}
