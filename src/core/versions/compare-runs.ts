import type { CheckRun } from '../../shared/domain/check-run.ts';
import type { RecognisedDevice } from '../../shared/domain/device.ts';
import type { ChangedVersion, MovedDevice, RunComparison } from '../../shared/domain/run-comparison.ts';
import { problemKey, type ProblemGroup, problemsOf } from '../../shared/summarize-findings.ts';
import { contextAt, buildSituation, succeededFacts } from '../checks/context.ts';
import type { Publication } from '../published/publication.ts';

/** Versions are those of the products that the publication in use now has. Pure. */
export function compareRuns(older: CheckRun, newer: CheckRun, publication: Publication): RunComparison {
  const [before, after] = [problemsOf(older.findings), problemsOf(newer.findings)];
  const keys = { before: new Set(before.map(keyOfProblem)), after: new Set(after.map(keyOfProblem)) };
  return {
    problems: {
      gone: before.filter((problem) => !keys.after.has(keyOfProblem(problem))).map(withoutReadonly),
      added: after.filter((problem) => !keys.before.has(keyOfProblem(problem))).map(withoutReadonly),
      stayed: after.filter((problem) => keys.before.has(keyOfProblem(problem))).map(withoutReadonly),
    },
    devices: compareDevices(older.devices, newer.devices),
    versions: compareVersions(older, newer, publication),
  };
}

/** As the contract has it. */
const withoutReadonly = ({ speaking, also }: ProblemGroup) => ({ speaking, also: [...also] });

const keyOfProblem = ({ speaking }: ProblemGroup): string => problemKey(speaking);

const identity = ({ model, kind, vendor, serial }: RecognisedDevice): string =>
  JSON.stringify([model, kind, vendor, serial]);

function compareDevices(
  before: readonly RecognisedDevice[],
  after: readonly RecognisedDevice[],
): RunComparison['devices'] {
  const left = [...before];
  // Those that stayed in their socket first: of two alike, the other one is the one that moved.
  const stays = new Set(
    after.filter((device) => {
      const at = left.findIndex((other) => identity(other) === identity(device) && other.port === device.port);
      if (at !== -1) left.splice(at, 1);
      return at !== -1;
    }),
  );
  const moved: MovedDevice[] = [];
  const added: RecognisedDevice[] = [];
  for (const device of after.filter((one) => !stays.has(one))) {
    const at = left.findIndex((other) => identity(other) === identity(device));
    if (at === -1) added.push(device);
    else moved.push({ device, from: left[at]!.port ?? '–', to: device.port ?? '–' });
    if (at !== -1) left.splice(at, 1);
  }
  return { gone: left, added, moved };
}

function compareVersions(older: CheckRun, newer: CheckRun, publication: Publication): ChangedVersion[] {
  const versionsIn = ({ startedAt, station, snapshot, devices }: CheckRun) => {
    const context = contextAt(new Date(startedAt), publication, { station }, null);
    const { versions } = buildSituation(succeededFacts(snapshot.probes), devices, context);
    return Map.groupBy(versions, ({ product }) => product);
  };
  const [before, after] = [versionsIn(older), versionsIn(newer)];
  const textsOf = (found: ReturnType<typeof versionsIn>, product: string): string | null => {
    const those = found.get(product);
    return those === undefined
      ? null
      : those
          .map(({ version }) => version?.text ?? '')
          .toSorted()
          .join(', ');
  };
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((product) => {
    const { name } = publication.matrixIndex.products.get(product)!.product;
    const change = { product, name, before: textsOf(before, product), after: textsOf(after, product) };
    return change.before === change.after ? [] : [change];
  });
}
