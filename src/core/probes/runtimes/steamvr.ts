import path from 'node:path';
import { readdir } from 'node:fs/promises';
import type { CitedText } from '../../../shared/domain/reading-trouble.ts';
import type { SteamVrFacts, ExternalDriver } from '../../../shared/domain/software-facts.ts';
import { JsonDocument, readLenientJson, isJsonObject } from '../files/json-document.ts';
import { kindAt, readTextIfExists } from '../files/open-file.ts';
import type { ReportTrouble } from '../../platform/reading-troubles.ts';
import type { HostEnvironment } from '../../platform/host-environment.ts';
import { findPathRegistry, findUnregistered, resolveSandboxPath, valveValue } from './steamvr-places.ts';
import { readSteamVrSettings } from './steamvr-settings.ts';
import { readSteamVrVersion } from './steamvr-version.ts';

/** Steam's number for SteamVR. */
const APP_ID = 250820;

/** A path in use: an environment variable takes precedence over the first entry of the list, as in openvr_api. */
function current(
  paths: JsonDocument,
  file: string,
  list: string,
  env: HostEnvironment['env'],
  variable: string,
): CitedText | null {
  const override = env[variable];
  if (override !== undefined && override !== '') return { text: override, source: variable };
  const first = paths.texts(list)[0];
  return first === undefined || first === '' ? null : { text: first, source: file };
}

/** Reads `buildid` of Steam's manifest, which is two folders above `common/SteamVR`. */
async function readBuild(runtime: string, report: ReportTrouble): Promise<CitedText | null> {
  const file = path.join(runtime, '..', '..', `appmanifest_${APP_ID}.acf`);
  const text = await readTextIfExists(file, report);
  if (text === null) return null;
  const build = valveValue(text, ['appstate', 'buildid']);
  if (build !== null && /^\d+$/.test(build)) return { text: build, source: file };
  report({ place: file, code: 'wrong-type', detail: 'no AppState.buildid' });
  return null;
}

/** Finds SteamVR's folders by the path registry; without one, SteamVR is searched where Steam installs it. */
async function findFolders(environment: HostEnvironment, report: ReportTrouble) {
  const { env, home } = environment;
  const registry = await findPathRegistry(environment);
  const read = registry === null ? null : await readLenientJson(registry.file);
  if (read?.ok === false && read.code !== 'missing')
    report({ place: registry!.file, code: read.code, detail: read.detail });
  const file = registry?.file ?? '';
  const paths = new JsonDocument(read?.ok === true ? read.value : undefined, file, report);
  const real = (written: string) =>
    registry === null ? Promise.resolve(written) : resolveSandboxPath(written, home, registry);
  const folder = current(paths, file, 'runtime', env, 'VR_OVERRIDE');
  if (folder === null) {
    const isMissing = read === null || (!read.ok && read.code === 'missing');
    const found = isMissing ? await findUnregistered(environment, report) : null;
    return found === null ? null : { folder: found.runtime, log: null, config: found.config, drivers: [] };
  }
  const place = async (list: string, variable: string) => {
    const written = current(paths, file, list, env, variable)?.text;
    return written === undefined ? null : await real(written);
  };
  const [text, log, config, drivers] = await Promise.all([
    real(folder.text),
    place('log', 'VR_LOG_PATH'),
    place('config', 'VR_CONFIG_PATH'),
    Promise.all(paths.texts('external_drivers').map(real)),
  ]);
  return { folder: { ...folder, text }, log, config, drivers };
}

/** Reads SteamVR as it is registered for this user; null where it is not installed. */
export async function readSteamVr(environment: HostEnvironment, report: ReportTrouble): Promise<SteamVrFacts | null> {
  const places = await findFolders(environment, report);
  if (places === null) return null;
  const { folder, log, config } = places;
  const runtime = folder.text;
  const bundled = await bundledDrivers(runtime);
  const driverFolders = [...places.drivers, ...bundled.map((name) => path.join(runtime, 'drivers', name))];
  const [kind, version, build, settings, drivers] = await Promise.all([
    kindAt(runtime),
    readSteamVrVersion(runtime, log, report),
    readBuild(runtime, report),
    readSteamVrSettings(config, { runtime, drivers: driverFolders }, report),
    Promise.all(places.drivers.map((driver) => readExternalDriver(driver, environment.platform))),
  ]);
  return {
    folder,
    folderExists: kind === 'folder',
    version,
    build,
    ...settings,
    drivers,
    bundledDrivers: bundled,
  };
}

/** Path of a driver's library for the SteamVR of this system. */
const LIBRARIES: Readonly<Partial<Record<NodeJS.Platform, (name: string) => string>>> = {
  win32: (name) => path.join('bin', 'win64', `driver_${name}.dll`),
  linux: (name) => path.join('bin', 'linux64', `driver_${name}.so`),
};

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

/** Lists the drivers in SteamVR's own folder, each in a folder with its name. */
async function bundledDrivers(runtime: string): Promise<string[]> {
  const entries = await readdir(path.join(runtime, 'drivers'), { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/** Reads a driver registered in `external_drivers` by its manifest (openvr wiki, "Driver Factory Function" and "driver.vrdrivermanifest"). */
export async function readExternalDriver(folder: string, platform: NodeJS.Platform): Promise<ExternalDriver> {
  if ((await kindAt(folder)) !== 'folder') return { folder, exists: false };
  const read = await readLenientJson(path.join(folder, 'driver.vrdrivermanifest'));
  const unnamed = { folder, exists: true, name: null, hmdPresence: [] };
  if (!read.ok) return { ...unnamed, defect: read.code === 'missing' ? 'manifest-missing' : 'manifest-unreadable' };
  if (!isJsonObject(read.value)) return { ...unnamed, defect: 'manifest-unreadable' };
  const { name: named, directory, resourceOnly, hmd_presence: presence } = read.value;
  const name = typeof named === 'string' && named !== '' ? named : null;
  const facts = { folder, exists: true, name, hmdPresence: texts(presence) };
  const library = name === null || resourceOnly === true ? undefined : LIBRARIES[platform]?.(name);
  if (library === undefined) return { ...facts, defect: null };
  const base = typeof directory === 'string' ? path.resolve(folder, directory) : folder;
  return { ...facts, defect: (await kindAt(path.join(base, library))) === 'file' ? null : 'library-missing' };
}
