import type { About } from '../../shared/contract.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { claimDataFolder, releaseDataFolder } from '../platform/access/data-folder-access.ts';
import { type App, createApp } from './app.ts';
import type { SnapshotSource } from '../check-run/take-snapshot.ts';
import { defaultDataDirectory } from '../platform/data-directory.ts';
import { defaultSecrets, type SecretStore } from '../signing/secret-store.ts';
import type { ChannelPlaces } from '../delivery/set-up-channel.ts';
import { noHotPlug, usbHotPlug } from '../probes/hot-plug.ts';
import type { Printer } from '../reports/printer.ts';
import { createProbes } from '../probes/index.ts';
import type { Probes } from '../probes/probe.ts';
import { type ChosenPublication, choosePublication } from '../publication/choose-publication.ts';
import type { Publication } from '../published/publication.ts';
import type { SettingsWriter } from '../settings/settings-files.ts';
import { stationFileIn } from '../settings/station-file.ts';
import { VERSION } from '../platform/version.ts';
import type { World } from '../world/world.ts';

/** Loaded when something is printed. */
const installedBrowser: Printer = {
  async print(html, signal) {
    const { createChromiumPrinter } = await import('../reports/chromium-printer.ts');
    return await createChromiumPrinter().print(html, signal);
  },
};

export interface LocalAppOptions {
  readonly host: About['host'];
  /** Brings the host's way to write settings. */
  readonly settings: (dataDirectory: string, version: string) => SettingsWriter;
  /** Where the host keeps secrets, by whether accounts share the folder; without it a file readable as the folder is. */
  readonly secrets?: (dataDirectory: string, shared: boolean) => SecretStore;
  /** Without it an installed browser prints. */
  readonly printer?: Printer;
  readonly dataDirectory?: string | undefined;
  readonly world?: string | undefined;
  readonly stationFile?: string | undefined;
  /** Folder of a publication to use for this run instead of the newest on this PC. */
  readonly publication?: string | undefined;
}

export interface LocalApp {
  readonly app: App;
  readonly dataDirectory: string;
  readonly publication: Publication;
  /** What was passed over when it was chosen. */
  readonly publicationProblems: readonly Problem[];
  readonly stationFile: string;
  /** Where channels are set up. */
  readonly channelPlaces: ChannelPlaces;
  /** For commands that look without keeping a record. */
  readonly snapshotSource: SnapshotSource;
}

/** Puts the app together for this PC, or for a world: the same for every host. */
export async function openLocalApp(options: LocalAppOptions): Promise<Result<LocalApp>> {
  const root = options.dataDirectory === undefined ? defaultDataDirectory() : succeed(options.dataDirectory);
  if (!root.ok) return root;
  const access = await claimDataFolder(root.value);
  const chosen = await publicationFor(options.publication, root.value);
  if (!chosen.ok) return chosen;
  const { publication, problems, trust } = chosen.value;
  const place =
    options.world === undefined ? succeed(thisPc(root.value)) : await demonstration(options.world, root.value);
  if (!place.ok) return place;
  const { world, dataDirectory, probesFrom } = place.value;
  const probes = probesFrom(createProbes(publication, dataDirectory));
  const stationFile = options.stationFile ?? stationFileIn(dataDirectory);
  const settings = options.settings(dataDirectory, VERSION);
  const secrets = (options.secrets ?? defaultSecrets)(dataDirectory, access.kind === 'shared');
  const app = createApp({
    version: VERSION,
    host: options.host,
    dataDirectory,
    logDirectory: root.value,
    accessFolder: root.value,
    stationFile,
    probes,
    hotPlug: world?.kind === 'replayed' ? noHotPlug : usbHotPlug,
    publication,
    publicationProblems: problems,
    trust,
    settings,
    secrets,
    printer: options.printer ?? installedBrowser,
    world: world?.name ?? null,
  });
  const snapshotSource = { probes, version: VERSION, demo: world !== null };
  return succeed({
    app: { ...app, close: () => app.close().finally(() => releaseDataFolder(root.value)) },
    dataDirectory,
    publication,
    publicationProblems: problems,
    stationFile,
    snapshotSource,
    channelPlaces: { dataDirectory, settings, secrets },
  });
}

/** What the program looks at, and where it keeps its records of it. */
interface Place {
  readonly world: World | null;
  readonly dataDirectory: string;
  readonly probesFrom: (real: Probes) => Probes;
}

const thisPc = (dataDirectory: string): Place => ({ world: null, dataDirectory, probesFrom: (real) => real });

async function demonstration(folder: string, root: string): Promise<Result<Place>> {
  const { openWorld, prepareDemoFolder, worldProbes } = await import('../world/world.ts');
  const world = await openWorld(folder);
  if (!world.ok) return world;
  try {
    const dataDirectory = prepareDemoFolder(world.value, root);
    return succeed({ world: world.value, dataDirectory, probesFrom: (real) => worldProbes(world.value, real) });
  } catch (cause) {
    return fail('folder-not-writable', { folder: root, detail: String(cause) });
  }
}

async function publicationFor(folder: string | undefined, dataDirectory: string): Promise<Result<ChosenPublication>> {
  if (folder === undefined) return await choosePublication(dataDirectory);
  const { publicationFrom } = await import('../publication/from-folder.ts');
  return await publicationFrom(folder, dataDirectory, new Date());
}
