import fs from 'node:fs';
import path from 'node:path';
import { type HostEnvironment, cleanPath } from '../../platform/host-environment.ts';
import { NO_REGISTRY, type Registry } from '../../platform/registry.ts';

/** What determines where the browsers of this PC are. */
export type BrowserEnvironment = Pick<HostEnvironment, 'platform' | 'env' | 'registry'>;

const WINDOWS_PROGRAMS = ['chrome.exe', 'msedge.exe'];
const WINDOWS_FOLDERS = ['Google\\Chrome\\Application', 'Microsoft\\Edge\\Application', 'Chromium\\Application'];
const APP_PATHS = 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\App Paths';
const LINUX_PROGRAMS = [
  // Without a user interface: it prints the same and starts in a third of the time.
  'chromium-headless-shell',
  'chromium',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'chromium-browser',
];

/** Absolute folders in PATH. A relative one would depend on the working directory, where anybody may have put a program. */
function foldersOf(env: BrowserEnvironment['env']): string[] {
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

function windowsPrograms({ env }: BrowserEnvironment, registry: Registry): string[] {
  const roots = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((name) => env[name] ?? []);
  const usual = roots.flatMap((root) =>
    WINDOWS_FOLDERS.flatMap((folder) => WINDOWS_PROGRAMS.map((program) => path.win32.join(root, folder, program))),
  );
  return [...registeredPrograms(registry), ...usual].filter((file) => path.win32.isAbsolute(file));
}

/** A snap can access neither the temporary folder nor the pipe: it starts and never prints. */
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
export async function findBrowser(environment: BrowserEnvironment): Promise<string | null> {
  const files =
    environment.platform === 'win32'
      ? windowsPrograms(environment, await environment.registry().catch(() => NO_REGISTRY))
      : LINUX_PROGRAMS.flatMap((program) => foldersOf(environment.env).map((folder) => path.join(folder, program)));
  return files.find(isProgram) ?? null;
}
