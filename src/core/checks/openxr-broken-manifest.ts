import type { OpenXrManifest, RuntimesFacts } from '../../shared/domain/software-facts.ts';
import { defineCheck, type Judgement } from './check.ts';

const CAUSES = ['openxr-manifest-broken', 'openxr-variable-broken'] as const;
type Judged = Judgement<(typeof CAUSES)[number]>;

/** The files of the OpenXR runtimes are there and can be read: an update or a removal often leaves a dead entry behind. */
export const openXrBrokenManifest = defineCheck({
  id: 'openxr-broken-manifest',
  number: 18,
  needs: ['runtimes'],
  causes: CAUSES,
  judge({ runtimes: { openXr } }) {
    const { active } = openXr;
    const others = openXr.available.filter(({ path, enabled }) => enabled && path.text !== active?.path.text);
    const broken = [
      ...(active?.defect ? [{ manifest: active, outcome: 'fail' as const }] : []),
      ...others.filter(({ defect }) => defect !== null).map((manifest) => ({ manifest, outcome: 'warn' as const })),
    ];
    if (broken.length > 0)
      return broken.map(({ manifest, outcome }): Judged => ({
        outcome,
        subject: 'openxr',
        evidence: {
          runtime: manifest.name ?? manifest.path.text,
          path: manifest.path.text,
          readFrom: manifest.path.source,
          library: manifest.library,
          defect: manifest.defect,
        },
        cause: isNamedByVariable(manifest, openXr) ? 'openxr-variable-broken' : 'openxr-manifest-broken',
      }));
    return active === null && others.length === 0 ? [] : [{ outcome: 'pass', subject: 'openxr' }];
  },
});

const RUNTIME_VARIABLE = 'XR_RUNTIME_JSON';

/** Facts of 0.3.0 name the variable itself for the source. */
const isNamedByVariable = ({ path }: OpenXrManifest, { variables = [] }: RuntimesFacts['openXr']): boolean =>
  path.source === RUNTIME_VARIABLE ||
  variables.some(({ name, source }) => name === RUNTIME_VARIABLE && source === path.source);
