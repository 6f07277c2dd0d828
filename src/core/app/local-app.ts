import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Result, fail, succeed } from '../../shared/domain/result.ts';
import type { KioskHost } from '../dependencies/kiosk-host.ts';
import { claimDataFolder, releaseDataFolder } from '../platform/access/data-folder-access.ts';
import { defaultDataDirectory } from '../platform/data-directory.ts';
import { replaceable } from '../platform/replaceable.ts';
import { VERSION } from '../platform/version.ts';
import { noHotPlug, usbHotPlug } from '../probes/hot-plug.ts';
import { createProbes } from '../probes/index.ts';
import type { Probes } from '../probes/probe.ts';
import { type ChosenPublication, choosePublication } from '../publication/choose-publication.ts';
import { createPublicationInUse } from '../publication/publication-in-use.ts';
import type { Printer } from '../reports/printer.ts';
import { createConfWriter, type SettingsWriter, readNamedStation, stationFileIn } from '../settings/settings-files.ts';
import { type SecretStore, defaultSecrets } from '../signing/secret-store.ts';
import type { World } from '../world/world.ts';
import { type App, createApp } from './app.ts';

/** Loaded when something is printed. */
const installedBrowser: Printer = {
  async print(html, signal) {
    const { createChromiumPrinter } = await import('../reports/chromium-printer.ts');
    return await createChromiumPrinter().print(html, signal);
  },
};

export interface LocalAppOptions {
  /** The host's way to write settings; without it they are written through `conf`. */
  readonly settings?: (dataDirectory: string, version: string) => SettingsWriter;
  /** Where the host keeps secrets, by whether accounts share the folder; without it a file readable as the folder is. */
  readonly secrets?: (dataDirectory: string, shared: boolean) => SecretStore;
  /** Without it an installed browser prints. */
  readonly printer?: Printer;
  /** Makes room on the screen for a program that was started, until it ends. */
  readonly stepAside?: (ended: Promise<void>) => void;
  /** Keeps the screen on during a check. */
  readonly keepAwake?: () => () => void;
  readonly kiosk?: KioskHost;
  readonly dataDirectory?: string | undefined;
  readonly world?: string | undefined;
  readonly stationFile?: string | undefined;
  /** Folder of a publication to use for this run instead of the newest on this PC. */
  readonly publication?: string | undefined;
}

/** Opens the app for this PC, or for a world: the same for every host. */
export async function openLocalApp(options: LocalAppOptions): Promise<Result<App>> {
  const named = options.stationFile === undefined ? null : await readNamedStation(options.stationFile);
  if (named?.ok === false) return named;
  const root = options.dataDirectory === undefined ? defaultDataDirectory() : succeed(options.dataDirectory);
  if (!root.ok) return root;
  await finishRestore(root.value);
  const claimed = await claimDataFolder(root.value);
  if (!claimed.ok) return claimed;
  const access = claimed.value;
  await undoInterruptedSetup(root.value);
  const chosen = await publicationFor(options.publication, root.value);
  if (!chosen.ok) return chosen;
  const place =
    options.world === undefined ? succeed(thisPc(root.value)) : await demonstration(options.world, root.value);
  if (!place.ok) return place;
  const { world, dataDirectory, probesFrom } = place.value;
  const publicationInUse = createPublicationInUse(
    chosen.value,
    options.publication === undefined ? root.value : null,
    choosePublication,
  );
  const makeProbes = () => probesFrom(createProbes(publicationInUse.publication, dataDirectory));
  const probes = replaceable(makeProbes());
  publicationInUse.onReplaced(() => probes.replace(makeProbes()));
  const app = createApp({
    version: VERSION,
    world: world?.name ?? null,
    worldPc: world?.pc ?? null,
    dataDirectory,
    logDirectory: root.value,
    accessFolder: root.value,
    stationFile: options.stationFile ?? stationFileIn(dataDirectory),
    probes: probes.view,
    hotPlug: world?.kind === 'replayed' ? noHotPlug : usbHotPlug,
    publicationInUse,
    settings: (options.settings ?? createConfWriter)(dataDirectory, VERSION),
    secrets: (options.secrets ?? defaultSecrets)(dataDirectory, access.kind === 'shared'),
    printer: options.printer ?? installedBrowser,
    ...(options.stepAside !== undefined && { stepAside: options.stepAside }),
    ...(options.keepAwake !== undefined && { keepAwake: options.keepAwake }),
    ...(options.kiosk !== undefined && { kiosk: options.kiosk }),
  });
  return succeed({ ...app, close: () => app.close().finally(() => releaseDataFolder(root.value)) });
}

/** After a power cut in the middle of restoring a backup: loaded only where there is no data folder. */
async function finishRestore(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  const { finishInterruptedRestore } = await import('../backup/folders-beside.ts');
  finishInterruptedRestore(path.resolve(folder));
}

/** After a power cut in the middle of setting up: loaded only then. */
async function undoInterruptedSetup(folder: string): Promise<void> {
  if (!existsSync(path.join(folder, 'setup-undo.json'))) return;
  const { undoInterrupted } = await import('../setup/undo.ts');
  undoInterrupted(folder);
}

/** What the probes look at, and where its records are stored. */
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
