import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { packageFolder } from '../../scripts/pinned-package.mjs';
import { WINDOWS_NODE, WINDOWS_PACKAGES } from '../../scripts/windows-node.mjs';
import type { WindowsTree } from '../../src/core/world/described/windows-tree.ts';
import { ROOT } from '../support/vrlab.ts';
import { WinePrefix, windowsPath } from '../support/wine/wine-prefix.ts';
import { buildStandIns, OVERRIDES, STAND_INS, STAND_INS_FOLDER } from './build-stand-ins.ts';
import { worldText } from './world-text.ts';

/** What an installation on Windows consists of; the packages are those that npm would choose there. */
const INSTALLED = ['bin', 'out', 'resources', 'package.json'];
const PACKAGES = [
  '@node-rs/argon2',
  'better-sqlite3',
  'koffi',
  'native-reg',
  'node-gyp-build',
  'node-hid',
  'pkg-prebuilds',
  'usb',
];

/** A Windows PC with invented USB and HID devices, on which the real Windows binaries run. */
export class WindowsBench {
  readonly #prefix: WinePrefix;
  #started = 0;
  readonly app: string;

  private constructor(prefix: WinePrefix) {
    this.#prefix = prefix;
    // As on a Chinese PC, and with a space.
    this.app = path.join(prefix.folder, '教室 程序');
  }

  static start(): WindowsBench {
    buildStandIns();
    const bench = new WindowsBench(WinePrefix.create());
    mkdirSync(bench.#place('windows-bench'), { recursive: true });
    for (const name of STAND_INS) {
      const place = bench.#place(`windows\\system32\\${name}`);
      // Other PCs have the same file.
      rmSync(place, { force: true });
      copyFileSync(path.join(STAND_INS_FOLDER, name), place);
    }
    bench.#install();
    bench.plugIn({ controllers: [] });
    return bench;
  }

  stop(): void {
    this.#prefix.remove();
  }

  #place(name: string): string {
    return this.#prefix.pathOf(name);
  }

  #install(): void {
    mkdirSync(path.join(this.app, 'node_modules'), { recursive: true });
    for (const name of INSTALLED) symlinkSync(path.join(ROOT, name), path.join(this.app, name));
    for (const name of PACKAGES) this.#link(name, path.join(ROOT, 'node_modules', name));
    for (const pinned of WINDOWS_PACKAGES) this.#link(pinned.name, packageFolder(pinned));
  }

  /** Takes a file or folder of the installation away. @returns a function that puts it back. */
  take(name: string): () => void {
    const file = path.join(this.app, name);
    renameSync(file, `${file}.away`);
    return () => renameSync(`${file}.away`, file);
  }

  #link(name: string, target: string): void {
    const link = path.join(this.app, 'node_modules', name);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(target, link);
  }

  /** The devices from now on; programs that run see them come and go. */
  plugIn(tree: WindowsTree): void {
    this.plugInText(worldText(tree));
  }

  /** The same, as the stand-ins read it. */
  plugInText(text: string): void {
    const file = this.#place('windows-bench\\world.txt');
    writeFileSync(`${file}.new`, text);
    // Renamed, so that nobody reads half of it.
    renameSync(`${file}.new`, file);
  }

  /** Variables for a program that sees these devices. */
  environment(): Record<string, string> {
    return this.#prefix.environment(OVERRIDES);
  }

  /**
   * Starts the installed command.
   * @param output file that gets what it writes: Wine has no working pipe for that.
   */
  startVrlab(args: readonly string[], output: string): ChildProcess {
    const words = [WINDOWS_NODE, path.join(this.app, 'bin/vrlab.mjs')].map(windowsPath);
    const file = openSync(output, 'w');
    const child = spawn('wine', [...words, ...args, '--data', String.raw`C:\用户\王老师\vrlab`], {
      env: this.environment(),
      stdio: ['ignore', file, 'ignore'],
    });
    closeSync(file);
    return child;
  }

  /** Runs the installed command to its end; several may run beside each other. */
  async vrlab(args: readonly string[]): Promise<{ readonly code: number | null; readonly output: string }> {
    this.#started += 1;
    const output = path.join(this.#prefix.folder, `vrlab-${this.#started}.txt`);
    const child = this.startVrlab(args, output);
    const timer = setTimeout(() => child.kill('SIGKILL'), 40_000);
    const [code] = (await once(child, 'close')) as [number | null];
    clearTimeout(timer);
    return { code, output: readFileSync(output, 'utf8') };
  }

  /** Runs a program of Windows' Node to its end, in the folder of the installation. @returns what it wrote into `answer.txt`. */
  run(program: string, args: readonly string[] = []): string {
    const answer = path.join(this.#prefix.folder, 'answer.txt');
    rmSync(answer, { force: true });
    const words = [WINDOWS_NODE, program, answer].map(windowsPath);
    const said = this.#prefix.run('wine', [...words, ...args], this.environment());
    if (!existsSync(answer)) throw new Error(`${program} wrote nothing: ${said}`);
    return readFileSync(answer, 'utf8');
  }
}
