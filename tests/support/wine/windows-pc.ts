import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { z } from 'zod';
import { WINDOWS_NODE } from '../../../scripts/windows-node.mjs';
import type { Matrix } from '../../../src/core/published/matrix-schema.ts';
import { type PcIdentity, pcIdentitySchema } from '../../../src/shared/domain/pc-sockets.ts';
import { type ProbeFacts, snapshotSchema } from '../../../src/shared/domain/snapshot.ts';
import { type Content, writeTree } from '../pc/pc-folder.ts';
import type { RegistryContents } from './registry-file.ts';
import { WinePrefix, windowsPath } from './wine-prefix.ts';

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

/**
 * Windows itself lives in these keys: they are overwritten by every call that speaks of them, never removed. The second is made
 * anew whenever Wine starts, and only Wine can make it.
 */
const OF_WINDOWS = ['\\Windows NT\\CurrentVersion', '\\HARDWARE\\DESCRIPTION\\System\\BIOS'];

/** A Windows PC of Wine, with an empty disk and registry. */
export class WindowsPc {
  readonly #prefix: WinePrefix;
  #keys: readonly string[] = [];
  #made: readonly string[] = [];
  #env: Readonly<Record<string, string>> = {};

  private constructor(prefix: WinePrefix) {
    this.#prefix = prefix;
  }

  static async start(matrix: Matrix): Promise<WindowsPc> {
    await bundleLook();
    const pc = new WindowsPc(WinePrefix.create());
    writeFileSync(path.join(pc.#prefix.folder, 'matrix.json'), JSON.stringify(matrix));
    return pc;
  }

  stop(): void {
    this.#prefix.remove();
  }

  /** The highest folder of this path that is not there yet, so that it goes with the file. */
  #firstMissing(name: string): string {
    const steps = name.split('/');
    const paths = steps.map((_, index) => this.#prefix.pathOf(steps.slice(0, index + 1).join('/')));
    return paths.find((candidate) => !existsSync(candidate)) ?? this.#prefix.pathOf(name);
  }

  /**
   * The PC as it is from now on; what an earlier call put there is gone.
   * @param files by path on drive C, with backslashes. @param withoutKeys keys of Windows itself that are not there; those stay away.
   * @param env variables of the process.
   */
  install({
    files = {},
    registry = {},
    withoutKeys = [],
    env = {},
  }: {
    files?: Readonly<Record<string, Content>>;
    registry?: RegistryContents;
    withoutKeys?: readonly string[];
    env?: Readonly<Record<string, string>>;
  }): void {
    for (const made of this.#made) rmSync(made, { recursive: true, force: true });
    const tree = Object.entries(files).map(([name, content]) => [name.replaceAll('\\', '/'), content] as const);
    this.#made = tree.map(([name]) => this.#firstMissing(name));
    writeTree(this.#prefix.pathOf(''), Object.fromEntries(tree));
    const keys = Object.keys(registry);
    const gone = [...this.#keys, ...withoutKeys];
    if (gone.length + keys.length > 0) this.#prefix.import(gone, registry);
    this.#keys = keys.filter((key) => !OF_WINDOWS.some((own) => key.endsWith(own)));
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

  /** What the firmware calls it. */
  identity(): PcIdentity {
    return pcIdentitySchema.parse(this.#ask(['identity'])['identity']);
  }

  /** The browser that would print. */
  browser(): string | null {
    return z
      .string()
      .nullable()
      .parse(this.#ask(['browser'])['browser']);
  }

  /** What keeps people inside, and starting at sign-in. */
  kiosk(): unknown {
    return this.#ask(['kiosk'])['kiosk'];
  }

  #ask(looks: readonly string[]): Record<string, unknown> {
    const { folder } = this.#prefix;
    const answer = path.join(folder, 'answer.json');
    rmSync(answer, { force: true });
    const files = [WINDOWS_NODE, path.join(BUNDLE, 'look.js'), path.join(folder, 'matrix.json'), answer];
    const said = this.#prefix.run('wine', [...files.map(windowsPath), ...looks], this.#env);
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
