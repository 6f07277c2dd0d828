import { defineCheck } from './check.ts';
import { judgeProducts, ofKind, VERSION_CAUSES } from './version-judgement.ts';

/** The graphics driver of every adapter whose vendor's drivers are published. */
export const gpuDriver = defineCheck({
  id: 'gpu-driver',
  number: 24,
  needs: ['host'],
  causes: [...VERSION_CAUSES, 'gpu-not-told'],
  judge({ host, situation }, context) {
    if (host.gpus === null) return [{ outcome: 'unknown', subject: 'host', cause: 'gpu-not-told' }];
    return judgeProducts(ofKind(context.matrix, 'gpu-driver'), situation, context);
  },
});
