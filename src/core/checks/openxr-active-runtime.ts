import { defineCheck } from './check.ts';
import { servedHeadsets } from './served-headsets.ts';

/** An OpenXR runtime is set at all: without one no OpenXR application finds a headset. */
export const openXrActiveRuntime = defineCheck({
  id: 'openxr-active-runtime',
  needs: ['usb', 'host', 'runtimes'],
  causes: ['openxr-not-set'],
  judge({ recognition, runtimes: { openXr }, situation }, context) {
    const subject = 'openxr';
    const wanted = servedHeadsets(recognition.devices, situation, context).flatMap(({ service }) => service.openXr);
    if (openXr.active !== null) {
      const { name, path } = openXr.active;
      return [{ outcome: 'pass', subject, evidence: { runtime: name ?? path.text, readFrom: path.source } }];
    }
    if (wanted.length === 0) return [];
    return [{ outcome: 'fail', subject, evidence: { wanted: [...new Set(wanted)] }, cause: 'openxr-not-set' }];
  },
});
