import path from 'node:path';
import type { CitedText } from '../../../shared/domain/reading-trouble.ts';
import { kindAt, readTextIfExists } from '../files/open-file.ts';
import type { ReportTrouble } from '../../platform/reading-troubles.ts';
import type { HostEnvironment } from '../../platform/host-environment.ts';

/** A path registry of SteamVR, and the home folder that its paths refer to. */
export interface PathRegistry {
  readonly file: string;
  readonly home: string;
}

/** Home folders of a sandboxed Steam (Flathub's com.valvesoftware.Steam, the snap `steam`). */
const sandboxHomes = (home: string) => [
  path.join(home, '.var', 'app', 'com.valvesoftware.Steam'),
  path.join(home, 'snap', 'steam', 'common'),
];

const REGISTRY = path.join('openvr', 'openvrpaths.vrpath');

/** Finds the file where SteamVR, Steam and their add-ons register their folders (openvr, vrpathregistry_public.cpp); the first that exists. */
export async function findPathRegistry({ platform, env, home }: HostEnvironment): Promise<PathRegistry | null> {
  const named = env['VR_PATHREG_OVERRIDE'];
  if (named !== undefined && named !== '') return { file: named, home };
  const folder = platform === 'win32' ? env['LOCALAPPDATA'] : env['XDG_CONFIG_HOME'] || path.join(home, '.config');
  const own = folder === undefined || folder === '' ? [] : [{ file: path.join(folder, REGISTRY), home }];
  const sandboxed = (platform === 'win32' ? [] : sandboxHomes(home)).flatMap((sandbox) =>
    ['.config', 'config'].map((config) => ({ file: path.join(sandbox, config, REGISTRY), home: sandbox })),
  );
  const places = [...own, ...sandboxed];
  const kinds = await Promise.all(places.map(({ file }) => kindAt(file)));
  return places[kinds.findIndex((kind) => kind !== null)] ?? own[0] ?? null;
}

/** Resolves a path from a sandbox, where Steam sees the sandbox's home folder under the path of the real one. */
export async function resolveSandboxPath(written: string, home: string, registry: PathRegistry): Promise<string> {
  if (registry.home === home || !written.startsWith(home + path.sep) || (await kindAt(written)) !== null)
    return written;
  return path.join(registry.home, written.slice(home.length));
}

/** Steam's folders below a home on Linux. */
const STEAM_FOLDERS = [
  path.join('.local', 'share', 'Steam'),
  path.join('.steam', 'steam'),
  path.join('.steam', 'root'),
  path.join('data', 'Steam'),
];
/** Maximum number of libraries that are read. */
const MAX_LIBRARIES = 32;

async function findLibraries(steam: string, report: ReportTrouble): Promise<string[]> {
  const text = await readTextIfExists(path.join(steam, 'steamapps', 'libraryfolders.vdf'), report);
  const listed = Array.from({ length: text === null ? 0 : MAX_LIBRARIES }, (_, index) =>
    valveValue(text!, ['libraryfolders', String(index), 'path']),
  );
  return [steam, ...listed.filter((folder) => folder !== null)];
}

/**
 * Finds SteamVR in Steam's libraries on Linux, where it was installed but never started and has registered nothing yet.
 * @returns its folder and Steam's configuration.
 */
export async function findUnregistered(
  { platform, home, env }: HostEnvironment,
  report: ReportTrouble,
): Promise<{ runtime: CitedText; config: string } | null> {
  if (platform !== 'linux') return null;
  const data = env['XDG_DATA_HOME'];
  const steams = [
    ...(data === undefined || data === '' ? [] : [path.join(data, 'Steam')]),
    ...[home, ...sandboxHomes(home)].flatMap((one) => STEAM_FOLDERS.map((folder) => path.join(one, folder))),
  ];
  const kinds = await Promise.all(steams.map(kindAt));
  for (const steam of steams.filter((_, index) => kinds[index] === 'folder'))
    for (const library of await findLibraries(steam, report)) {
      const runtime = path.join(library, 'steamapps', 'common', 'SteamVR');
      if ((await kindAt(runtime)) === 'folder')
        return { runtime: { text: runtime, source: runtime }, config: path.join(steam, 'config') };
    }
  return null;
}

/** Tokens of Valve's KeyValues text format: quoted text with `\\` and `\"`, braces, comments to the end of the line. */
const TOKEN = /"((?:[^"\\]|\\.)*)"|([{}])|\/\/[^\n]*/gs;

/**
 * Reads a value of a KeyValues file such as `appmanifest_250820.acf`.
 * @param names keys from the outside in, in lower case, because Steam has changed the case of keys before.
 * @see https://developer.valvesoftware.com/wiki/KeyValues
 */
export function valveValue(text: string, names: readonly string[]): string | null {
  const open: string[] = [];
  let name: string | null = null;
  for (const [, quoted, brace] of text.matchAll(TOKEN)) {
    if (brace === '{') {
      open.push((name ?? '').toLowerCase());
      name = null;
    } else if (brace === '}') {
      open.pop();
      name = null;
    } else if (quoted !== undefined && name === null) {
      name = quoted;
    } else if (quoted !== undefined && name !== null) {
      const here = [...open, name.toLowerCase()];
      if (here.length === names.length && here.every((step, index) => step === names[index])) {
        return quoted.replaceAll(/\\(.)/gs, '$1');
      }
      name = null;
    }
  }
  return null;
}
