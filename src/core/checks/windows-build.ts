import { defineCheck } from './check.ts';
import { judgeProducts, ofKind, VERSION_CAUSES } from './version-judgement.ts';

/** The Windows build and update revision are published as fit for lessons. */
export const windowsBuild = defineCheck({
  id: 'windows-build',
  number: 23,
  needs: ['host'],
  causes: VERSION_CAUSES,
  judge: ({ situation }, context) => judgeProducts(ofKind(context.matrix, 'windows'), situation, context),
});
