import { spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { WINDOWS_NODE } from '../../../scripts/windows-node.mjs';
import { type RegistryContents, registryFile } from './registry-file.ts';

/** Path of this system as Windows programs see it. */
export const windowsPath = (file: string): string => `Z:${file.replaceAll('/', '\\')}`;

/** Nothing of .NET or HTML is needed, and it would ask to download them. */
const WITHOUT = 'mscoree,mshtml=';

/** A new Windows that is only copied: to make one takes seconds and 700 MB. Wine updates one that is older than itself. */
const NEW_WINDOWS = path.join(import.meta.dirname, '../../../test-artifacts/new-windows');
const DISK = 'drive_c';

function copy(options: string, from: string, into: string): void {
  const { status, stderr, error } = spawnSync('cp', [options, from, into], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`cp ${from}: ${error?.message ?? stderr}`);
}

/** The registry is copied, for Wine writes it in place; what is on the disk is shared, where one file system holds both. */
function copyWindows(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from).filter((entry) => entry !== DISK)) copy('-a', path.join(from, name), to);
  try {
    copy('-al', path.join(from, DISK), to);
  } catch {
    copy('-a', path.join(from, DISK), to);
  }
}

/** The disk and registry of Wine's Windows, in a temporary folder, as Wine makes them. */
export class WinePrefix {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static create(): WinePrefix {
    if (!existsSync(WINDOWS_NODE)) throw new Error(`no ${WINDOWS_NODE}: npm test -- tests/wine fetches it`);
    const prefix = new WinePrefix(mkdtempSync(path.join(os.tmpdir(), 'vrlab-wine-')));
    if (existsSync(NEW_WINDOWS)) copyWindows(NEW_WINDOWS, prefix.#windows);
    else prefix.#makeAndKeep();
    return prefix;
  }

  get #windows(): string {
    return path.join(this.folder, 'wine');
  }

  #makeAndKeep(): void {
    this.run('wineboot', ['-i']);
    // Node refuses Windows 7, which Wine says it is unless told.
    this.import([], { 'HKEY_CURRENT_USER\\Software\\Wine': { Version: 'win10' } });
    this.#shutDown();
    mkdirSync(path.dirname(NEW_WINDOWS), { recursive: true });
    const kept = `${NEW_WINDOWS}-${process.pid}`;
    copyWindows(this.#windows, kept);
    try {
      renameSync(kept, NEW_WINDOWS);
    } catch {
      // Another process was first.
      rmSync(kept, { recursive: true, force: true });
    }
  }

  /** Wine's server writes the registry when it ends. */
  #shutDown(): void {
    this.run('wineserver', ['-k']);
    this.run('wineserver', ['-w']);
  }

  /** Ends Wine's server and removes the disk. */
  remove(): void {
    this.#shutDown();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Path on this system of a path on drive C. */
  pathOf(name: string): string {
    return path.join(this.#windows, DISK, name.replaceAll('\\', '/'));
  }

  /** Variables that a program of Wine needs. @param overrides DLLs of which Wine takes those on the disk, e.g. `hid=n`. */
  environment(overrides: readonly string[] = []): Record<string, string> {
    return {
      PATH: process.env['PATH'] ?? '',
      HOME: this.folder,
      // File names are in UTF-8.
      LC_ALL: 'C.UTF-8',
      WINEPREFIX: this.#windows,
      WINEARCH: 'win64',
      WINEDEBUG: '-all',
      WINEDLLOVERRIDES: [...overrides, WITHOUT].join(';'),
    };
  }

  /** Starts a program of Wine and waits for it. @returns what it wrote. @throws where `wine` ends with an error. */
  run(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): string {
    const log = path.join(this.folder, 'output.txt');
    const output = openSync(log, 'w');
    const { status, error } = spawnSync(program, args, {
      stdio: ['ignore', output, output],
      timeout: 120_000,
      env: { ...this.environment(), ...env },
    });
    closeSync(output);
    const written = readFileSync(log, 'utf8');
    if (error !== undefined || (status !== 0 && program === 'wine'))
      throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? status} ${written}`);
    return written;
  }

  /** First these keys go with everything below them, then the others come. */
  import(gone: readonly string[], contents: RegistryContents): void {
    const file = path.join(this.folder, 'contents.reg');
    writeFileSync(file, registryFile(gone, contents));
    this.run('wine', ['reg', 'import', windowsPath(file)]);
  }
}
