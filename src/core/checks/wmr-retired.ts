import { platformOf } from '../matrix/station-versions.ts';
import { windowsBuild } from '../matrix/versions/number-schemes.ts';
import { defineCheck, isHeadset } from './check.ts';

/** Windows 11 24H2 has no Windows Mixed Reality any more: its headsets cannot work there with Microsoft's software. */
export const wmrRetired = defineCheck({
  id: 'wmr-retired',
  needs: ['usb', 'host'],
  causes: ['windows-dropped-mixed-reality', 'version-not-told'],
  judge({ host, recognition }, { matrix, stamp }) {
    if (platformOf(host) !== 'win32') return [];
    const { models, goneFromBuild } = matrix.matrix.windowsMixedReality;
    const [build] = windowsBuild.read(host.os?.build ?? '')?.low ?? [];
    return recognition.devices
      .filter((device) => isHeadset(device) && models.includes(device.model))
      .map((device) => {
        const { subject } = device;
        const evidence = {
          version: host.os?.build ?? null,
          required: `<${goneFromBuild}`,
          matrixVersion: stamp.version,
        };
        if (build === undefined) return { outcome: 'unknown' as const, subject, evidence, cause: 'version-not-told' };
        if (build < goneFromBuild) return { outcome: 'pass' as const, subject, evidence };
        return { outcome: 'fail' as const, subject, evidence, cause: 'windows-dropped-mixed-reality' };
      });
  },
});
