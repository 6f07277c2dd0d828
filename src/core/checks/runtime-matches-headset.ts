import { defineCheck, type Judgement } from './check.ts';
import { needsRuntime, servedHeadsets } from './served-headsets.ts';

const CAUSES = ['openxr-other-runtime', 'conflicting-program'] as const;
type Judged = Judgement<(typeof CAUSES)[number]>;

/** The active OpenXR runtime serves the connected headset, and no other program takes the headset away from it. */
export const runtimeMatchesHeadset = defineCheck({
  id: 'runtime-matches-headset',
  number: 16,
  needs: ['usb', 'host', 'runtimes', 'software'],
  causes: CAUSES,
  judge({ recognition, runtimes: { openXr }, software, situation }, context) {
    const served = servedHeadsets(recognition.devices, situation, context);
    const matrixVersion = context.stamp.version;
    const runtime = openXr.active?.name ?? null;
    const matches = served.flatMap((headset): Judged[] => {
      const { service } = headset;
      const { subject } = headset.device;
      // A runtime that is not set or cannot be read is reported by checks of its own.
      if (runtime === null || service.openXr.length === 0) return [];
      const evidence = { runtime, wanted: service.openXr, readFrom: openXr.active!.path.source, matrixVersion };
      if (service.openXr.includes(runtime)) return [{ outcome: 'pass', subject, evidence }];
      return needsRuntime(headset) ? [{ outcome: 'fail', subject, evidence, cause: 'openxr-other-runtime' }] : [];
    });
    const conflicts = (served.length === 0 ? [] : (software.running ?? [])).flatMap((program): Judged[] => {
      const conflict = context.matrix.matrix.conflicts.find((one) => one.program === program);
      if (conflict === undefined) return [];
      const { reason } = conflict;
      const evidence = { program, reason, matrixVersion };
      return [{ outcome: 'warn', subject: 'host', evidence, cause: 'conflicting-program' }];
    });
    return [...matches, ...conflicts];
  },
});
