import type { RecognisedDevice } from '../../shared/domain/device.ts';
import { platformOf } from '../matrix/station-versions.ts';
import { windowsBuild } from '../published/versions/number-schemes.ts';
import { type CheckInputs, type CheckContext, defineCheck, type Judgement } from './check.ts';
import { isHeadset } from './headsets.ts';
import { type HeadsetDriver, headsetDrivers, isNamed } from './headset-drivers.ts';

const WINDOWS = 'Windows';

const CAUSES = ['windows-dropped-mixed-reality', 'version-not-told'] as const;
type Judged = Judgement<(typeof CAUSES)[number]>;

/**
 * Windows 11 24H2 has no Windows Mixed Reality any more: its headsets cannot work there with Microsoft's software. A driver
 * of somebody else that is published for them, or whose own manifest names them, still brings them to SteamVR.
 */
export const wmrRetired = defineCheck({
  id: 'wmr-retired',
  number: 22,
  needs: ['usb', 'host', 'runtimes'],
  causes: CAUSES,
  judge(inputs, context) {
    const { host, recognition } = inputs;
    if (platformOf(host) !== 'win32') return [];
    const { models, goneFromBuild } = context.matrix.matrix.windowsMixedReality;
    const [build] = windowsBuild.read(host.os?.build ?? '')?.low ?? [];
    return recognition.devices
      .filter((device) => isHeadset(device) && models.includes(device.model))
      .map((device): Judged => {
        const { subject } = device;
        const evidence = {
          version: host.os?.build ?? null,
          required: `<${goneFromBuild}`,
          matrixVersion: context.stamp.version,
        };
        if (build === undefined) return { outcome: 'unknown', subject, evidence, cause: 'version-not-told' };
        if (build < goneFromBuild) return { outcome: 'pass', subject, evidence: { ...evidence, servedBy: [WINDOWS] } };
        const drivers = driversWithoutWindows(device, inputs, context);
        const servedBy = drivers.filter(({ state }) => state === 'on').map(({ name }) => name);
        if (servedBy.length > 0) return { outcome: 'pass', subject, evidence: { ...evidence, servedBy } };
        // It is installed and does not run: the check of SteamVR's add-ons says why.
        if (drivers.some(({ state }) => ['off', 'blocked', 'damaged', 'unclear'].includes(state)))
          return { outcome: 'not-applicable', subject };
        return { outcome: 'fail', subject, evidence, cause: 'windows-dropped-mixed-reality' };
      });
  },
});

/** Drivers that bring a headset of Windows Mixed Reality to SteamVR without it. */
function driversWithoutWindows(
  device: RecognisedDevice,
  { recognition, runtimes: { steamVr }, situation }: CheckInputs<'usb' | 'host' | 'runtimes'>,
  context: CheckContext,
): HeadsetDriver[] {
  if (steamVr === null || !steamVr.folderExists) return [];
  const { steamVrDrivers = [], windowsMixedReality } = context.matrix.matrix;
  const { servedBy = [] } = windowsMixedReality;
  const isWindowsOwn = (name: string) =>
    steamVrDrivers.some((driver) => isNamed(driver.name, name)) && !servedBy.some((other) => isNamed(other, name));
  return headsetDrivers(device, steamVr, recognition, situation, context).filter(({ name }) => !isWindowsOwn(name));
}
