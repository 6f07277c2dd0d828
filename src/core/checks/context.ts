import { civilDateOf } from '../../shared/beijing-time.ts';
import type { RecognisedDevice } from '../../shared/domain/device.ts';
import type { ProbeOutcomes } from '../../shared/domain/snapshot.ts';
import { situate } from '../matrix/situation.ts';
import { platformOf, stationVersions } from '../matrix/station-versions.ts';
import type { Publication } from '../published/publication.ts';
import type { CheckContext, CheckSituation, LastGoodRun, RunContext, StationContext, SucceededFacts } from './check.ts';

/** What checks may know besides facts, at that instant. */
export const contextAt = (
  instant: Date,
  publication: Publication,
  station: StationContext,
  lastGood: LastGoodRun | null,
): RunContext => ({
  ...station,
  catalogue: publication.catalogue,
  limits: publication.limits,
  security: publication.security,
  matrix: publication.matrixIndex,
  stamp: publication.stampAt(instant),
  today: civilDateOf(instant),
  lastGood,
});

/** Facts of the probes that succeeded. */
export const succeededFacts = ({
  usb,
  hid,
  host,
  runtimes,
  software,
  adb,
  security,
}: ProbeOutcomes): SucceededFacts => ({
  ...(usb.status === 'ok' && { usb: usb.facts }),
  ...(hid.status === 'ok' && { hid: hid.facts }),
  ...(host.status === 'ok' && { host: host.facts }),
  ...(runtimes.status === 'ok' && { runtimes: runtimes.facts }),
  ...(software.status === 'ok' && { software: software.facts }),
  ...(adb.status === 'ok' && { adb: adb.facts }),
  ...(security?.status === 'ok' && { security: security.facts }),
});

/** What the matrix is asked about on a station. */
export const buildSituation = (
  { host, runtimes, software }: SucceededFacts,
  devices: readonly RecognisedDevice[],
  { matrix, today }: Pick<CheckContext, 'matrix' | 'today'>,
): CheckSituation =>
  situate(matrix, {
    versions: stationVersions(matrix.matrix.products, { host, runtimes, software, devices }),
    models: new Set(devices.map(({ model }) => model)),
    platform: platformOf(host),
    today,
  });
