import type { RecognisedDevice } from '../../shared/domain/device.ts';
import type { CheckEvidence } from '../../shared/domain/check-terms.ts';
import type { RuntimesFacts, SteamVrFacts } from '../../shared/domain/software-facts.ts';
import type { Recognition } from '../devices/recognise.ts';
import { type CheckContext, type CheckSituation, defineCheck, type Judgement } from './check.ts';
import { connectedHeadsets } from './headsets.ts';
import { type DriverState, type HeadsetDriver, headsetDrivers, isNamed, isServed } from './headset-drivers.ts';
import { servedHeadsets } from './served-headsets.ts';

const CAUSES = [
  'addon-blocked',
  'addon-off',
  'headset-driver-blocked',
  'headset-driver-missing',
  'headset-driver-damaged',
  'headset-driver-not-found',
  'steamvr-settings-unclear',
  'steamvr-driver-forced',
  'null-driver-on',
  'addon-duplicate',
  'addon-folder-missing',
] as const;
type Judged = Judgement<(typeof CAUSES)[number]>;

/** The drivers of the connected headsets are on, no other one keeps them from loading, and every driver that is registered is there. */
export const steamVrBlockedAddon = defineCheck({
  id: 'steamvr-blocked-addon',
  number: 21,
  needs: ['runtimes'],
  causes: CAUSES,
  judge({ recognition, runtimes, situation }, context) {
    const { steamVr } = runtimes;
    if (steamVr === null) return [];
    const headsets = steamVr.folderExists
      ? connectedHeadsets(recognition.devices).map((device) => ({
          device,
          drivers: headsetDrivers(device, steamVr, recognition, situation, context),
        }))
      : [];
    const judged = [
      ...headsets.flatMap((headset) => judgeHeadset(headset, runtimes, recognition, situation, context)),
      ...judgeOthers(
        steamVr,
        headsets.filter(({ drivers }) => !isServed(drivers)).flatMap(({ drivers }) => drivers),
      ),
    ];
    return judged.length > 0 ? judged : [{ outcome: 'pass', subject: 'steamvr' }];
  },
});

interface Headset {
  readonly device: RecognisedDevice;
  readonly drivers: readonly HeadsetDriver[];
}

/** Why the headset has no driver, the reason a person can change first. */
const CAUSE_OF_STATE: readonly (readonly [DriverState, (typeof CAUSES)[number]])[] = [
  ['blocked', 'headset-driver-blocked'],
  ['off', 'addon-off'],
  ['damaged', 'headset-driver-damaged'],
  ['missing', 'headset-driver-missing'],
  ['unclear', 'steamvr-settings-unclear'],
];

/** Another OpenXR runtime than SteamVR that serves the headset: lessons go past SteamVR. */
function goesPastSteamVr(
  device: RecognisedDevice,
  { openXr: { active } }: RuntimesFacts,
  recognition: Recognition,
  situation: CheckSituation,
  context: CheckContext,
): boolean {
  if (active === null || active.name === null || active.defect !== null || active.name === 'SteamVR') return false;
  return servedHeadsets(recognition.devices, situation, context).some(
    (served) => served.device === device && served.service.openXr.includes(active.name!),
  );
}

function judgeHeadset(
  { device, drivers }: Headset,
  runtimes: RuntimesFacts,
  recognition: Recognition,
  situation: CheckSituation,
  context: CheckContext,
): Judged[] {
  if (drivers.length === 0) return [];
  const { subject } = device;
  const steamVr = runtimes.steamVr!;
  const stops = goesPastSteamVr(device, runtimes, recognition, situation, context) ? 'warn' : 'fail';
  return [
    ...judgeDrivers(drivers, steamVr, subject, stops),
    ...judgeForced(drivers, steamVr, subject, stops, context),
    ...judgeNull(drivers, steamVr, subject),
  ];
}

function judgeDrivers(
  drivers: readonly HeadsetDriver[],
  steamVr: SteamVrFacts,
  subject: string,
  stops: 'fail' | 'warn',
): Judged[] {
  if (isServed(drivers)) return [];
  for (const [state, cause] of CAUSE_OF_STATE) {
    const such = drivers.filter((driver) => driver.state === state);
    if (such.length === 0) continue;
    const evidence = { addons: such.map(({ name }) => name), readFrom: such[0]!.source };
    return [{ outcome: state === 'unclear' ? 'unknown' : stops, subject, evidence, cause }];
  }
  // No trace of a driver on this PC. It may be there under a name nobody has published; facts of 0.3.0 know too little.
  if (steamVr.driverSettings === undefined || stops === 'warn') return [];
  const evidence = { wanted: drivers.map(({ name }) => name), readFrom: steamVr.folder.source };
  return [{ outcome: 'unknown', subject, evidence, cause: 'headset-driver-not-found' }];
}

function judgeForced(
  drivers: readonly HeadsetDriver[],
  { forcedDriver = null }: SteamVrFacts,
  subject: string,
  stops: 'fail' | 'warn',
  { matrix }: CheckContext,
): Judged[] {
  if (forcedDriver === null || drivers.some(({ name }) => isNamed(name, forcedDriver.text))) return [];
  const there = drivers.filter(({ state }) => state !== 'absent');
  const isKnown = ['null', ...(matrix.matrix.steamVrDrivers ?? []).map(({ name }) => name)].some((name) =>
    isNamed(name, forcedDriver.text),
  );
  const evidence = {
    addons: [forcedDriver.text],
    wanted: (there.length > 0 ? there : drivers).map(({ name }) => name),
    readFrom: forcedDriver.source,
  };
  return [{ outcome: isKnown ? stops : 'unknown', subject, evidence, cause: 'steamvr-driver-forced' }];
}

/** SteamVR's own stand-in for a headset shows a picture nowhere and may be taken for the real one. */
function judgeNull(drivers: readonly HeadsetDriver[], steamVr: SteamVrFacts, subject: string): Judged[] {
  const setting = steamVr.driverSettings?.find(({ name }) => isNamed(name, 'null'));
  if (setting?.enabled !== true || setting.blockedBySafeMode || !isServed(drivers)) return [];
  if (steamVr.forcedDriver !== null && steamVr.forcedDriver !== undefined) return [];
  return [
    { outcome: 'warn', subject, evidence: { addons: ['null'], readFrom: setting.source }, cause: 'null-driver-on' },
  ];
}

/** What is wrong with drivers that no connected headset waits for. @param waitedFor the drivers that a connected headset needs. */
function judgeOthers(steamVr: SteamVrFacts, waitedFor: readonly HeadsetDriver[]): Judged[] {
  const isWaitedFor = (name: string) =>
    waitedFor.some((driver) => driver.state === 'blocked' && isNamed(driver.name, name));
  const removed = new Set(waitedFor.flatMap(({ state, source }) => (state === 'missing' ? [source] : [])));
  const missing = steamVr.drivers.filter(({ folder, exists }) => !exists && !removed.has(folder));
  const named = steamVr.drivers.filter(({ exists, name }) => exists && typeof name === 'string');
  const twice = named.filter(
    ({ name }) =>
      named.filter((other) => isNamed(other.name!, name!)).length > 1 || steamVr.bundledDrivers?.includes(name!),
  );
  const warn = (addons: readonly string[], cause: (typeof CAUSES)[number], more: CheckEvidence = {}): Judged[] =>
    addons.length === 0
      ? []
      : [{ outcome: 'warn', subject: 'steamvr', evidence: { addons: [...addons], ...more }, cause }];
  const folders = twice.map(({ folder }) => folder);
  return [
    ...warn(
      steamVr.blockedAddOns.filter((name) => !isWaitedFor(name)),
      'addon-blocked',
    ),
    ...warn(
      missing.map(({ folder }) => folder),
      'addon-folder-missing',
    ),
    ...warn([...new Set(twice.map(({ name }) => name!))], 'addon-duplicate', { folders }),
  ];
}
