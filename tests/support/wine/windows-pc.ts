import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { z } from 'zod';
import { WINDOWS_NODE } from '../../../scripts/windows-node.mjs';
import type { Matrix } from '../../../src/core/published/matrix-schema.ts';
import { type ProbeFacts, snapshotSchema } from '../../../src/shared/domain/snapshot.ts';
import { type Content, writeTree } from '../pc/pc-folder.ts';
import { type RegistryContents, registryFile } from './registry-file.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
/** Inside the project, so that native-reg is found from here. */
const BUNDLE = path.join(ROOT, 'test-artifacts/wine');

/** Node 22 runs no TypeScript of ours: the probes are bundled as for the product, native modules left out. */
async function bundleLook(): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external: ['native-reg'] },
    build: {
      ssr: true,
      outDir: BUNDLE,
      emptyOutDir: true,
      target: 'node22',
      rolldownOptions: {
        input: {
          look: path.join(import.meta.dirname, 'look.ts'),
          'systeminformation-worker': path.join(ROOT, 'src/core/probes/systeminformation/systeminformation-worker.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
}

/** Probes that can run without USB. */
type WindowsProbe = 'host' | 'runtimes' | 'software' | 'security';

/** A Windows PC of Wine in a temporary folder, with an empty disk and registry as Wine makes them. */
export class WindowsPc {
  readonly #prefix: string;
  #keys: readonly string[] = [];
  #made: readonly string[] = [];
  #env: Readonly<Record<string, string>> = {};

  private constructor(prefix: string) {
    this.#prefix = prefix;
  }

  static async start(matrix: Matrix): Promise<WindowsPc> {
    if (!existsSync(WINDOWS_NODE)) throw new Error(`no ${WINDOWS_NODE}: npm test -- tests/wine fetches it`);
    await bundleLook();
    const pc = new WindowsPc(mkdtempSync(path.join(os.tmpdir(), 'vrlab-wine-')));
    writeFileSync(path.join(pc.#prefix, 'matrix.json'), JSON.stringify(matrix));
    pc.#run('wineboot', ['-i']);
    // Node refuses Windows 7, which Wine says it is unless told.
    pc.#import([], { 'HKEY_CURRENT_USER\\Software\\Wine': { Version: 'win10' } });
    return pc;
  }

  /** Ends Wine's server of this PC and removes its disk. */
  stop(): void {
    this.#run('wineserver', ['-k']);
    this.#run('wineserver', ['-w']);
    rmSync(this.#prefix, { recursive: true, force: true });
  }

  /** Starts a program of Wine and waits for it. @returns what it wrote. */
  #run(program: string, args: readonly string[]): string {
    const log = path.join(this.#prefix, 'output.txt');
    const output = openSync(log, 'w');
    const { status, error } = spawnSync(program, args, {
      stdio: ['ignore', output, output],
      timeout: 60_000,
      env: {
        PATH: process.env['PATH'],
        HOME: this.#prefix,
        // File names are in UTF-8.
        LC_ALL: 'C.UTF-8',
        WINEPREFIX: path.join(this.#prefix, 'wine'),
        WINEARCH: 'win64',
        WINEDEBUG: '-all',
        // Nothing of .NET or HTML is needed, and it would ask to download them.
        WINEDLLOVERRIDES: 'mscoree,mshtml=',
        ...this.#env,
      },
    });
    closeSync(output);
    const written = readFileSync(log, 'utf8');
    if (error !== undefined || (status !== 0 && program === 'wine'))
      throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? status} ${written}`);
    return written;
  }

  #import(gone: readonly string[], contents: RegistryContents): void {
    const file = path.join(this.#prefix, 'contents.reg');
    writeFileSync(file, registryFile(gone, contents));
    this.#run('wine', ['reg', 'import', `Z:${file.replaceAll('/', '\\')}`]);
  }

  /** Path on this system of a path on drive C. */
  pathOf(name: string): string {
    return path.join(this.#prefix, 'wine/drive_c', name.replaceAll('\\', '/'));
  }

  /** The highest folder of this path that is not there yet, so that it goes with the file. */
  #firstMissing(name: string): string {
    const steps = name.split('/');
    const paths = steps.map((_, index) => this.pathOf(steps.slice(0, index + 1).join('/')));
    return paths.find((candidate) => !existsSync(candidate)) ?? this.pathOf(name);
  }

  /**
   * The PC as it is from now on; what an earlier call put there is gone.
   * @param files by path on drive C, with backslashes. @param env variables of the process.
   */
  install({
    files = {},
    registry = {},
    env = {},
  }: {
    files?: Readonly<Record<string, Content>>;
    registry?: RegistryContents;
    env?: Readonly<Record<string, string>>;
  }): void {
    for (const made of this.#made) rmSync(made, { recursive: true, force: true });
    const tree = Object.entries(files).map(([name, content]) => [name.replaceAll('\\', '/'), content] as const);
    this.#made = tree.map(([name]) => this.#firstMissing(name));
    writeTree(this.pathOf(''), Object.fromEntries(tree));
    const keys = Object.keys(registry);
    if (this.#keys.length + keys.length > 0) this.#import(this.#keys, registry);
    // Windows itself lives in this key: it is overwritten by every call that speaks of it, never removed.
    this.#keys = keys.filter((key) => !key.endsWith('\\Windows NT\\CurrentVersion'));
    this.#env = env;
  }

  /** What a probe sees. */
  look<Id extends WindowsProbe>(probe: Id): ProbeFacts<Id> {
    return this.#look([probe])[probe] as ProbeFacts<Id>;
  }

  /** What every probe of an ordinary check sees, at the price of one start. */
  lookWithAll(): { readonly [Id in Exclude<WindowsProbe, 'security'>]: ProbeFacts<Id> } {
    return this.#look(['host', 'runtimes', 'software']) as {
      [Id in Exclude<WindowsProbe, 'security'>]: ProbeFacts<Id>;
    };
  }

  /** The browser that would print. */
  browser(): string | null {
    return z
      .string()
      .nullable()
      .parse(this.#ask(['browser'])['browser']);
  }

  #ask(looks: readonly string[]): Record<string, unknown> {
    const answer = path.join(this.#prefix, 'answer.json');
    rmSync(answer, { force: true });
    const windows = (file: string) => `Z:${file.replaceAll('/', '\\')}`;
    const files = [WINDOWS_NODE, path.join(BUNDLE, 'look.js'), path.join(this.#prefix, 'matrix.json'), answer];
    const said = this.#run('wine', [...files.map(windows), ...looks]);
    if (!existsSync(answer)) throw new Error(`the probes wrote nothing: ${said}`);
    return JSON.parse(readFileSync(answer, 'utf8')) as Record<string, unknown>;
  }

  #look(probes: readonly WindowsProbe[]): Partial<Record<WindowsProbe, unknown>> {
    const outcomes = this.#ask(probes);
    return Object.fromEntries(
      probes.map((probe) => {
        const outcome = snapshotSchema.shape.probes.shape[probe].parse(outcomes[probe]);
        if (outcome === undefined) throw new Error(`${probe} was not taken`);
        if (outcome.status !== 'ok') throw new Error(`${outcome.error.code}: ${outcome.error.detail}`);
        return [probe, outcome.facts];
      }),
    );
  }
}
