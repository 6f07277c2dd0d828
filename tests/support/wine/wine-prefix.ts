import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { WINDOWS_NODE } from '../../../scripts/windows-node.mjs';
import { type RegistryContents, registryFile } from './registry-file.ts';

/** Path of this system as Windows programs see it. */
export const windowsPath = (file: string): string => `Z:${file.replaceAll('/', '\\')}`;

/** Nothing of .NET or HTML is needed, and it would ask to download them. */
const WITHOUT = 'mscoree,mshtml=';

/** The disk and registry of Wine's Windows, in a temporary folder, as Wine makes them. */
export class WinePrefix {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static create(): WinePrefix {
    if (!existsSync(WINDOWS_NODE)) throw new Error(`no ${WINDOWS_NODE}: npm test -- tests/wine fetches it`);
    const prefix = new WinePrefix(mkdtempSync(path.join(os.tmpdir(), 'vrlab-wine-')));
    prefix.run('wineboot', ['-i']);
    // Node refuses Windows 7, which Wine says it is unless told.
    prefix.import([], { 'HKEY_CURRENT_USER\\Software\\Wine': { Version: 'win10' } });
    return prefix;
  }

  /** Ends Wine's server and removes the disk. */
  remove(): void {
    this.run('wineserver', ['-k']);
    this.run('wineserver', ['-w']);
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Path on this system of a path on drive C. */
  pathOf(name: string): string {
    return path.join(this.folder, 'wine/drive_c', name.replaceAll('\\', '/'));
  }

  /** Variables that a program of Wine needs. @param overrides DLLs of which Wine takes those on the disk, e.g. `hid=n`. */
  environment(overrides: readonly string[] = []): Record<string, string> {
    return {
      PATH: process.env['PATH'] ?? '',
      HOME: this.folder,
      // File names are in UTF-8.
      LC_ALL: 'C.UTF-8',
      WINEPREFIX: path.join(this.folder, 'wine'),
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
