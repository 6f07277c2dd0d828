import type { RuntimesFacts } from '../../../shared/domain/software-facts.ts';
import type { Note } from '../../platform/note.ts';
import { registryText } from '../../platform/registry/registry-text.ts';
import type { Surroundings } from '../../platform/surroundings.ts';

type Variable = NonNullable<RuntimesFacts['openXr']['variables']>[number];

/** Variables of the loader itself (OpenXR loader specification, "Loader Design"); those of single layers are asked for by name. */
const LOADER_VARIABLES = ['XR_RUNTIME_JSON', 'XR_ENABLE_API_LAYERS', 'XR_API_LAYER_PATH', 'XR_LOADER_DEBUG'];

/** Where Windows keeps the variables that programs get when they start: the user's win over the PC's. */
const ENVIRONMENT_KEYS = [
  'HKCU\\Environment',
  'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment',
];

/** A variable as a program started now would find it; null: not set, or empty, which the loader takes for not set. */
export type VariableLookUp = (name: string) => Variable | null;

/**
 * On Windows what stands in the registry comes first: this program may have been started before somebody changed it there.
 * The loader ignores all of them in programs run as administrator; lessons are not.
 */
export async function variableLookUp(surroundings: Surroundings, note: Note): Promise<VariableLookUp> {
  const { platform, env } = surroundings;
  const registered = platform === 'win32' ? await surroundings.registry() : null;
  return (name) => {
    for (const key of registered === null ? [] : ENVIRONMENT_KEYS) {
      const value = registryText(registered!, key, name, note);
      if (value !== null) return { name, value: value.text, source: value.source };
    }
    const value = env[name];
    return value === undefined || value === '' ? null : { name, value, source: name };
  };
}

/** Those of the loader that are set. */
export const loaderVariables = (lookUp: VariableLookUp): Variable[] =>
  LOADER_VARIABLES.map(lookUp).filter((variable) => variable !== null);

/** Separator of lists in the loader's variables. */
export const listSeparator = (platform: NodeJS.Platform): string => (platform === 'win32' ? ';' : ':');

/**
 * Names in `XR_ENABLE_API_LAYERS`. The loader trims nothing: an empty name before or between separators is one it will
 * not find; only one at the end is none.
 */
export function demandedLayers(value: string | undefined, platform: NodeJS.Platform): string[] {
  const names = (value ?? '').split(listSeparator(platform));
  return names.at(-1) === '' ? names.slice(0, -1) : names;
}
