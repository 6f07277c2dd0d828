import type { CheckEvidence } from '../../shared/domain/check-terms.ts';
import type { OpenXrLayer, RuntimesFacts } from '../../shared/domain/software-facts.ts';
import { defineCheck, type Judgement } from './check.ts';
import { connectedHeadsets } from './headsets.ts';

type OpenXr = RuntimesFacts['openXr'];

const CAUSES = [
  'openxr-layer-not-found',
  'openxr-layer-broken',
  'openxr-layer-list-cut',
  'openxr-layer-folder-missing',
  'openxr-layer-stray',
] as const;
type Judged = Judgement<(typeof CAUSES)[number]>;

/** No API layer keeps every application from starting, and none that lessons were not tested with sits in between. */
export const openXrStrayLayer = defineCheck({
  id: 'openxr-stray-layer',
  number: 19,
  needs: ['runtimes'],
  causes: CAUSES,
  judge({ recognition, runtimes: { openXr } }, { matrix, stamp }) {
    const headsets = connectedHeadsets(recognition.devices);
    // What keeps programs of the PC from starting keeps nobody from teaching with headsets that need none.
    const stops =
      headsets.length > 0 && headsets.every(({ connection }) => connection === 'standalone') ? 'warn' : 'fail';
    const judge =
      (outcome: 'fail' | 'warn', cause: (typeof CAUSES)[number]) =>
      (evidence: CheckEvidence): Judged => ({ outcome, subject: 'openxr', evidence, cause });
    const always = openXr.layers.filter((layer) => isAlwaysLoaded(layer, openXr));
    const stray = always.filter(({ name }) => name === null || !matrix.matrix.openXrLayers.includes(name));
    const judged = [
      ...undiscovered(openXr).map(judge(stops, 'openxr-layer-not-found')),
      ...always
        .filter(({ defect }) => defect === 'wrong-architecture')
        .map((layer) => ({ ...aboutLayer(layer), library: layer.library }))
        .map(judge(stops, 'openxr-layer-broken')),
      ...cutLists(openXr).map(judge('warn', 'openxr-layer-list-cut')),
      ...(openXr.missingLayerFolders ?? [])

        .map((path) => ({ layer: path, path, readFrom: variableOf(openXr, 'XR_API_LAYER_PATH') }))
        .map(judge('warn', 'openxr-layer-folder-missing')),
      ...stray
        .filter(({ defect }) => defect !== 'wrong-architecture')
        .map((layer) => ({ ...aboutLayer(layer), matrixVersion: stamp.version }))
        .map(judge('warn', 'openxr-layer-stray')),
    ];
    if (judged.length > 0) return judged;
    return always.length === 0 ? [] : [{ outcome: 'pass', subject: 'openxr' }];
  },
});

const isReached = ({ enabled, obstacle = null }: OpenXrLayer) => enabled && obstacle === null;

/** Implicit layers that are on, and explicit ones that a variable asks for in every program. */
const isAlwaysLoaded = (layer: OpenXrLayer, { demandedLayers = [] }: OpenXr): boolean =>
  isReached(layer) && (layer.kind === 'implicit' || (layer.name !== null && demandedLayers.includes(layer.name)));

const aboutLayer = ({ name, path, defect }: OpenXrLayer) => ({
  layer: name ?? path.text,
  path: path.text,
  readFrom: path.source,
  defect,
});

const variableOf = ({ variables = [] }: OpenXr, name: string): string =>
  variables.find((variable) => variable.name === name)?.source ?? name;

/**
 * Layers a variable asks for that the loader does not find: then no program gets an instance
 * (XR_ERROR_API_LAYER_NOT_PRESENT). It passes over a manifest that is defective as if it were not there.
 */
function undiscovered(openXr: OpenXr): CheckEvidence[] {
  const isFound = (layer: OpenXrLayer) =>
    isReached(layer) && layer.kind === 'explicit' && [null, 'wrong-architecture'].includes(layer.defect);
  return (openXr.demandedLayers ?? [])
    .filter((name) => !openXr.layers.some((layer) => layer.name === name && isFound(layer)))
    .map((name) => {
      const known = openXr.layers.find((layer) => layer.name === name);
      return {
        layer: name === '' ? '""' : name,
        readFrom: variableOf(openXr, 'XR_ENABLE_API_LAYERS'),
        path: known?.path.text ?? null,
        defect: known?.defect ?? null,
      };
    });
}

/** Keys of layers that the loader reads only in part, where a layer that is switched on is lost by it. */
function cutLists(openXr: OpenXr): CheckEvidence[] {
  return (openXr.layerListCuts ?? []).flatMap(({ key, value, type }) => {
    const lost = openXr.layers.filter(
      ({ path, enabled, obstacle }) => path.source === key && enabled && obstacle === 'list-cut',
    );
    if (lost.length === 0) return [];
    return [{ layer: value, path: value, readFrom: key, type, lost: lost.map(({ name, path }) => name ?? path.text) }];
  });
}
