import type { About } from '../shared/contract.ts';
import { fail, type Result, succeed } from '../shared/domain/problem.ts';
import { type App, createApp } from './app.ts';
import type { SnapshotSource } from './check-run/take-snapshot.ts';
import { defaultDataDirectory } from './data-directory.ts';
import { noHotPlug, usbHotPlug } from './devices/hot-plug.ts';
import { createProbes } from './probes/index.ts';
import { embeddedPublication } from './publication/embedded.ts';
import type { Publication } from './publication/publication.ts';
import type { SettingsWriter } from './settings/settings-files.ts';
import { stationFileIn } from './station/station-file.ts';
import { VERSION } from './version.ts';
import { openWorld, prepareDemoFolder, type World, worldProbes } from './world/world.ts';

export interface LocalAppOptions {
  readonly host: About['host'];
  /** Brings the host's way to write settings. */
  readonly settings: (dataDirectory: string, version: string) => SettingsWriter;
  readonly dataDirectory?: string | undefined;
  readonly world?: string | undefined;
  readonly stationFile?: string | undefined;
  /** Folder of a publication to use instead of the embedded one. */
  readonly publication?: string | undefined;
}

export interface LocalApp {
  readonly app: App;
  readonly dataDirectory: string;
  readonly publication: Publication;
  readonly stationFile: string;
  /** For commands that look without keeping a record. */
  readonly snapshotSource: SnapshotSource;
}

/** Puts the app together for this PC, or for a world: the same for every host. */
export async function openLocalApp(options: LocalAppOptions): Promise<Result<LocalApp>> {
  const publication = await choosePublication(options.publication);
  if (!publication.ok) return publication;
  let world: World | null = null;
  if (options.world !== undefined) {
    const opened = await openWorld(options.world);
    if (!opened.ok) return opened;
    world = opened.value;
  }
  const root = options.dataDirectory ?? defaultDataDirectory();
  let dataDirectory: string;
  try {
    dataDirectory = world === null ? root : prepareDemoFolder(world, root);
  } catch (cause) {
    return fail('folder-not-writable', { folder: root, detail: String(cause) });
  }
  const real = createProbes(publication.value.catalogue, dataDirectory);
  const stationFile = options.stationFile ?? stationFileIn(dataDirectory);
  const probes = world === null ? real : worldProbes(world, real);
  const app = createApp({
    version: VERSION,
    host: options.host,
    dataDirectory,
    stationFile,
    probes,
    hotPlug: world?.kind === 'replayed' ? noHotPlug : usbHotPlug,
    publication: publication.value,
    settings: options.settings(dataDirectory, VERSION),
    world: world?.name ?? null,
  });
  const snapshotSource = { probes, version: VERSION, demo: world !== null };
  return succeed({ app, dataDirectory, publication: publication.value, stationFile, snapshotSource });
}

async function choosePublication(folder: string | undefined): Promise<Result<Publication>> {
  if (folder === undefined) return succeed(embeddedPublication());
  const { publicationFrom } = await import('./publication/from-directory.ts');
  return await publicationFrom(folder);
}
