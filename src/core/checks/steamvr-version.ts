import { defineCheck } from './check.ts';
import { judgeProducts, VERSION_CAUSES } from './version-judgement.ts';

/** SteamVR, where it is installed, in a version that lessons run with. */
export const steamVrVersion = defineCheck({
  id: 'steamvr-version',
  number: 20,
  needs: ['runtimes'],
  causes: VERSION_CAUSES,
  judge: ({ situation }, context) => judgeProducts((product) => product === 'steamvr', situation, context),
});
