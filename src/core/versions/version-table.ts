import { isDeepStrictEqual } from 'node:util';
import type { CheckRun } from '../../shared/domain/check-run.ts';
import type { Finding } from '../../shared/domain/finding.ts';
import { type Result, succeed } from '../../shared/domain/result.ts';
import { problemsOf } from '../../shared/summarize-findings.ts';
import type { VersionLine, VersionTable } from '../../shared/domain/version-table.ts';
import { contextAt, buildSituation, succeededFacts } from '../checks/context.ts';
import { runChecks } from '../checks/run-checks.ts';
import type { Publication } from '../published/publication.ts';
import { judgeVersion } from '../matrix/judge-version.ts';
import type { StationVersion } from '../matrix/station-versions.ts';
import { dayOfUnixTime } from '../published/versions/number-schemes.ts';
import type { RunStore } from '../store/run-store.ts';

/** Persisted runs with which a run is compared. */
export interface EarlierRuns {
  /** Newest first. */
  readonly runs: readonly CheckRun[];
  /** The newest of them with which a lesson could be taught. */
  readonly lastGood: CheckRun | null;
}

const keyOf = ({ product, subject }: StationVersion) => `${product} ${subject}`;
const textOf = (version: StationVersion | undefined) => version?.version?.text ?? '';

/** Makes the version table of one run, judged by the publication in use now. Pure. */
export function versionTable(run: CheckRun, earlier: EarlierRuns, publication: Publication): VersionTable {
  const context = contextAt(new Date(run.startedAt), publication, { station: run.station }, null);
  const situationIn = ({ snapshot, devices }: CheckRun) =>
    buildSituation(succeededFacts(snapshot.probes), devices, context);
  const versionsIn = (past: CheckRun) => new Map(situationIn(past).versions.map((found) => [keyOf(found), found]));
  const situation = situationIn(run);
  // Judged anew: the publication in use now may say something else than the one of then.
  const { findings } = runChecks(run.snapshot.probes, context);
  const history = earlier.runs.map((past) => ({ at: past.startedAt, versions: versionsIn(past) }));
  const good = earlier.lastGood === null ? null : versionsIn(earlier.lastGood);
  const nameOf = (product: string) => publication.matrixIndex.products.get(product)!.product.name;

  const dayOf = ({ product, version }: StationVersion) => {
    const isMoment = publication.matrixIndex.products.get(product)?.product.scheme === 'unix-time';
    const day = isMoment ? dayOfUnixTime(version?.text ?? '') : null;
    return day === null ? {} : { day };
  };
  const sinceWhen = (found: StationVersion): string => {
    const breaks = history.findIndex(({ versions }) => textOf(versions.get(keyOf(found))) !== textOf(found));
    const unbroken = breaks === -1 ? history : history.slice(0, breaks);
    return unbroken.at(-1)?.at ?? run.startedAt;
  };
  const findingOf = ({ product, subject }: StationVersion): Finding | null => {
    const about = findings.filter((finding) =>
      isAbout(finding, subject === 'host' ? product : subject, nameOf(product)),
    );
    return problemsOf(about)[0]?.speaking ?? about.find(({ outcome }) => outcome === 'pass') ?? null;
  };
  const lineOf = (found: StationVersion): VersionLine => {
    const { outcome, required, row } = judgeVersion(found, situation);
    const before = good === null ? null : textOf(good.get(keyOf(found)));
    return {
      product: found.product,
      name: nameOf(found.product),
      subject: found.subject,
      version: found.version,
      ...dayOf(found),
      required,
      outcome,
      finding: findingOf(found),
      reason: row?.reason ?? null,
      row: row?.id ?? null,
      source: row?.source ?? null,
      since: sinceWhen(found),
      before: before === textOf(found) ? null : before,
    };
  };
  const now = new Set(situation.versions.map(keyOf));
  return {
    startedAt: run.startedAt,
    publication: context.stamp,
    devices: [...run.devices],
    lines: situation.versions.map(lineOf),
    lastGoodAt: earlier.lastGood?.startedAt ?? null,
    gone: [...(good ?? new Map<string, StationVersion>()).values()]
      .filter((found) => !now.has(keyOf(found)))
      .map((found) => ({ name: nameOf(found.product), version: textOf(found) })),
  };
}

/** A check names the product it judges, whatever its subject is: that may be a device. */
const isAbout = ({ subject, evidence }: Finding, wanted: string, name: VersionLine['name']): boolean =>
  subject === wanted && isDeepStrictEqual(evidence['product'], name);

/** Persisted runs read to find since when a version is there. */
const VERSION_HISTORY = 50;

/** Versions of the newest persisted run against the publication; null before the first check. */
export async function newestVersions(
  runs: Pick<RunStore, 'recent' | 'lastGood'>,
  demo: boolean,
  publication: Publication,
): Promise<Result<VersionTable | null>> {
  const recent = await runs.recent(VERSION_HISTORY);
  if (!recent.ok) return recent;
  const [newest, ...earlier] = recent.value;
  if (newest === undefined) return succeed(null);
  const lastGood = await runs.lastGood(demo, newest.id);
  return succeed(versionTable(newest, { runs: earlier, lastGood }, publication));
}
