import { defineCheck } from './check.ts';
import { needsRuntime, presentProducts, servedHeadsets } from './served-headsets.ts';

/** An OpenXR runtime is set at all: without one no OpenXR application finds a headset. */
export const openXrActiveRuntime = defineCheck({
  id: 'openxr-active-runtime',
  number: 17,
  needs: ['usb', 'host', 'runtimes'],
  causes: ['openxr-not-set', 'runtime-not-found'],
  judge({ recognition, runtimes, situation }, context) {
    const { openXr } = runtimes;
    const subject = 'openxr';
    const served = servedHeadsets(recognition.devices, situation, context).filter(needsRuntime);
    const wanted = [...new Set(served.flatMap(({ service }) => service.openXr))];
    if (openXr.active !== null) {
      const { name, path } = openXr.active;
      return [{ outcome: 'pass', subject, evidence: { runtime: name ?? path.text, readFrom: path.source } }];
    }
    if (wanted.length === 0) return [];
    // About the headset, so that it is one problem with its software. Where nothing is found that could be set, it may be somewhere nobody can look: with variables of its own, say.
    const present = presentProducts(situation, runtimes, context);
    const isOpen = served.every(
      ({ service: { withoutRuntime, runtimes: any } }) =>
        withoutRuntime === 'unknown' && !any.some((product) => present.has(product)),
    );
    return isOpen
      ? [{ outcome: 'unknown', subject: served[0]!.device.subject, evidence: { wanted }, cause: 'runtime-not-found' }]
      : [{ outcome: 'fail', subject, evidence: { wanted }, cause: 'openxr-not-set' }];
  },
});
