import fs from 'node:fs';
import path from 'node:path';
import { cleanPath, type HostEnvironment } from '../../platform/host-environment.ts';
import { NO_REGISTRY, type Registry } from '../../platform/registry.ts';

/** Where the browsers of this PC may be. */
export type BrowserPlaces = Pick<HostEnvironment, 'platform' | 'env' | 'registry'>;

const WINDOWS_PROGRAMS = ['chrome.exe', 'msedge.exe'];
const WINDOWS_FOLDERS = ['Google\\Chrome\\Application', 'Microsoft\\Edge\\Application', 'Chromium\\Application'];
const APP_PATHS = 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\App Paths';
const LINUX_PROGRAMS = [
  // Without windows: it prints the same and starts in a third of the time.
  'chromium-headless-shell',
  'chromium',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'chromium-browser',
];

/** Folders named in PATH; one that is relative could be anybody's. */
function foldersOf(env: BrowserPlaces['env']): string[] {
  return (env['PATH'] ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
}

function registeredPrograms(registry: Registry): string[] {
  return ['HKLM', 'HKCU'].flatMap((root) =>
    WINDOWS_PROGRAMS.flatMap((program) => {
      const value = registry.value(`${root}\\${APP_PATHS}\\${program}`, '');
      return value.kind === 'text' ? [cleanPath(value.text)] : [];
    }),
  );
}

function windowsPlaces({ env }: BrowserPlaces, registry: Registry): string[] {
  const roots = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((name) => env[name] ?? []);
  const usual = roots.flatMap((root) =>
    WINDOWS_FOLDERS.flatMap((folder) => WINDOWS_PROGRAMS.map((program) => path.win32.join(root, folder, program))),
  );
  return [...registeredPrograms(registry), ...usual].filter((file) => path.win32.isAbsolute(file));
}

/** A snap sees neither our temporary folder nor the pipe: it starts and never prints. */
function isSnap(file: string): boolean {
  return path.basename(fs.realpathSync(file)) === 'snap';
}

function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile() && !isSnap(file);
  } catch {
    return false;
  }
}

/** @returns the installed Chromium, Chrome or Edge, null where there is none. Nothing is started. */
export async function findBrowser(places: BrowserPlaces): Promise<string | null> {
  const files =
    places.platform === 'win32'
      ? windowsPlaces(places, await places.registry().catch(() => NO_REGISTRY))
      : LINUX_PROGRAMS.flatMap((program) => foldersOf(places.env).map((folder) => path.join(folder, program)));
  return files.find(isProgram) ?? null;
}
