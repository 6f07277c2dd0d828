import type { CitedText } from '../../../shared/domain/reading-trouble.ts';
import type { RuntimesFacts } from '../../../shared/domain/software-facts.ts';
import type { Surroundings } from '../surroundings.ts';
import { readManifest } from './openxr-manifest.ts';

export type Layer = RuntimesFacts['openXr']['layers'][number];
export type LayerKind = Layer['kind'];

/** A layer's manifest and whether its registration is switched on. */
export interface RegisteredLayer {
  readonly path: CitedText;
  readonly kind: LayerKind;
  readonly enabled: boolean;
}

/** An implicit layer names variables that switch it off, or that it needs to run at all. */
function wanted(section: Readonly<Record<string, unknown>>, env: Surroundings['env']): boolean {
  const isSet = (name: unknown) => typeof name === 'string' && env[name] !== undefined;
  const needs = section['enable_environment'];
  return !isSet(section['disable_environment']) && (typeof needs !== 'string' || isSet(needs));
}

/** @returns the layer as an application started now would meet it. */
export async function readLayer({ path, kind, enabled }: RegisteredLayer, env: Surroundings['env']): Promise<Layer> {
  const { manifest, section } = await readManifest(path, 'api_layer');
  return { ...manifest, kind, enabled: enabled && (kind === 'explicit' || wanted(section, env)) };
}
