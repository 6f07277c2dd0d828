import path from 'node:path';
import type { CitedText } from '../../../shared/domain/reading-trouble.ts';
import type { SteamVrFacts } from '../../../shared/domain/software-facts.ts';
import { JsonDocument } from '../files/json-fields.ts';
import { kindAt } from '../files/open-file.ts';
import { readJsonIfThere, readTextIfThere } from '../files/read-text.ts';
import type { Note } from '../note.ts';
import type { Surroundings } from '../surroundings.ts';
import { readSteamVrSettings } from './steamvr-settings.ts';
import { readSteamVrVersion } from './steamvr-version.ts';
import { valveValue } from './valve-text.ts';

/** Steam's number for SteamVR. */
const APP_ID = 250820;

/** Where SteamVR, Steam and their add-ons register their folders (openvr, vrpathregistry_public.cpp). */
function pathRegistry({ platform, env, home }: Surroundings): string | null {
  const named = env['VR_PATHREG_OVERRIDE'];
  if (named !== undefined && named !== '') return named;
  const folder = platform === 'win32' ? env['LOCALAPPDATA'] : env['XDG_CONFIG_HOME'] || path.join(home, '.config');
  return folder === undefined || folder === '' ? null : path.join(folder, 'openvr', 'openvrpaths.vrpath');
}

/** An environment variable wins over the first entry of the list, as in openvr_api. */
function current(
  paths: JsonDocument,
  file: string,
  list: string,
  env: Surroundings['env'],
  variable: string,
): CitedText | null {
  const override = env[variable];
  if (override !== undefined && override !== '') return { text: override, source: variable };
  const first = paths.texts(list)[0];
  return first === undefined || first === '' ? null : { text: first, source: file };
}

/** `buildid` of Steam's manifest, which lies two folders above `common/SteamVR`. */
async function readBuild(runtime: string, note: Note): Promise<CitedText | null> {
  const file = path.join(runtime, '..', '..', `appmanifest_${APP_ID}.acf`);
  const text = await readTextIfThere(file, note);
  if (text === null) return null;
  const build = valveValue(text, ['appstate', 'buildid']);
  if (build !== null && /^\d+$/.test(build)) return { text: build, source: file };
  note({ place: file, code: 'wrong-type', detail: 'no AppState.buildid' });
  return null;
}

/** SteamVR as it is registered for this user; null when it is not. */
export async function readSteamVr(surroundings: Surroundings, note: Note): Promise<SteamVrFacts | null> {
  const { env } = surroundings;
  const file = pathRegistry(surroundings);
  if (file === null) return null;
  const paths = new JsonDocument(await readJsonIfThere(file, note), file, note);
  const folder = current(paths, file, 'runtime', env, 'VR_OVERRIDE');
  if (folder === null) return null;
  const runtime = folder.text;
  const log = current(paths, file, 'log', env, 'VR_LOG_PATH')?.text ?? null;
  const config = current(paths, file, 'config', env, 'VR_CONFIG_PATH')?.text ?? null;
  const exists = async (driver: string) => ({ folder: driver, exists: (await kindAt(driver)) === 'folder' });
  const [kind, version, build, settings, drivers] = await Promise.all([
    kindAt(runtime),
    readSteamVrVersion(runtime, log, note),
    readBuild(runtime, note),
    readSteamVrSettings(config, note),
    Promise.all(paths.texts('external_drivers').map(exists)),
  ]);
  return { folder, folderExists: kind === 'folder', version, build, ...settings, drivers };
}
