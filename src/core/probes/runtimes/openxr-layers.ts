import type { CitedText } from '../../../shared/domain/reading-trouble.ts';
import type { OpenXrLayer } from '../../../shared/domain/software-facts.ts';
import type { Surroundings } from '../../platform/surroundings.ts';
import { readManifest } from './openxr-manifest.ts';
import type { VariableLookUp } from './openxr-variables.ts';

export type LayerKind = OpenXrLayer['kind'];

/** A layer's manifest and whether its registration is switched on. */
export interface RegisteredLayer {
  readonly path: CitedText;
  readonly kind: LayerKind;
  readonly enabled: boolean;
  readonly obstacle?: OpenXrLayer['obstacle'];
}

/** An implicit layer names variables that switch it off, or that it needs to run at all; being set counts, even to nothing. */
function wanted(section: Readonly<Record<string, unknown>>, lookUp: VariableLookUp, env: Surroundings['env']): boolean {
  const isSet = (name: unknown) => typeof name === 'string' && (env[name] !== undefined || lookUp(name) !== null);
  const needs = section['enable_environment'];
  return !isSet(section['disable_environment']) && (typeof needs !== 'string' || isSet(needs));
}

/** @returns the layer as an application started now would meet it. */
export async function readLayer(
  { path, kind, enabled, obstacle = null }: RegisteredLayer,
  lookUp: VariableLookUp,
  env: Surroundings['env'],
): Promise<OpenXrLayer> {
  const { manifest, section } = await readManifest(path, 'api_layer');
  const lacksVariable =
    kind === 'implicit' && manifest.defect === null && typeof section['disable_environment'] !== 'string';
  return {
    ...manifest,
    ...(lacksVariable && { defect: 'no-disable-variable' }),
    kind,
    enabled: enabled && (kind === 'explicit' || wanted(section, lookUp, env)),
    ...(obstacle !== null && { obstacle }),
  };
}
