import { defineCheck, type Judgement } from './check.ts';

/** No API layer that lessons were not tested with sits between every application and the headset. */
export const openXrStrayLayer = defineCheck({
  id: 'openxr-stray-layer',
  needs: ['runtimes'],
  causes: ['openxr-layer-stray'],
  judge({ runtimes: { openXr } }, { matrix, stamp }) {
    // Explicit layers are loaded only by applications that ask for them.
    const always = openXr.layers.filter(({ kind, enabled }) => kind === 'implicit' && enabled);
    const stray = always.filter(({ name }) => name === null || !matrix.matrix.openXrLayers.includes(name));
    if (stray.length === 0) return always.length === 0 ? [] : [{ outcome: 'pass', subject: 'openxr' }];
    return stray.map(({ name, path, defect }): Judgement => ({
      outcome: 'warn',
      subject: 'openxr',
      evidence: {
        layer: name ?? path.text,
        path: path.text,
        readFrom: path.source,
        defect,
        matrixVersion: stamp.version,
      },
      cause: 'openxr-layer-stray',
    }));
  },
});
