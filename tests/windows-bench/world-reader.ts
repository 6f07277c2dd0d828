import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import type { DeviceReading } from '../../src/core/probes/windows/device-reading.ts';
import type { WindowsTree } from '../../src/core/world/described/windows-tree.ts';
import { ROOT } from '../support/vrlab.ts';
import { windowsPath } from '../support/wine/wine-prefix.ts';
import type { WindowsBench } from './windows-bench.ts';
import { worldText } from './world-text.ts';

const BUNDLE = path.join(ROOT, 'test-artifacts/windows-bench/programs');

/** Windows' Node 22 runs no TypeScript of ours: the reader is bundled as for the product, native modules left out, into one file. */
async function bundleReader(): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external: ['koffi', 'native-reg', 'node-hid', 'usb'] },
    build: {
      ssr: true,
      outDir: BUNDLE,
      emptyOutDir: false,
      target: 'node22',
      rolldownOptions: {
        input: { 'read-worlds': path.join(import.meta.dirname, 'read-worlds.ts') },
        output: { entryFileNames: '[name].mjs', codeSplitting: false },
      },
    },
  });
  return path.join(BUNDLE, 'read-worlds.mjs');
}

export type TimedReading = DeviceReading & {
  readonly milliseconds: number;
  /** Of the question that is asked every few seconds while somebody watches. */
  readonly conditionsMilliseconds: number;
};

/** Reads many worlds in one process of Windows' Node: starting one takes longer than reading a hundred worlds. */
export async function readWorlds(
  bench: WindowsBench,
  worlds: readonly (WindowsTree | string)[],
): Promise<TimedReading[]> {
  const bundle = await bundleReader();
  const program = path.join(bench.app, 'read-worlds.mjs');
  writeFileSync(program, readFileSync(bundle));
  const folder = path.join(bench.app, 'worlds');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const files = worlds.map((world, index) => {
    const file = path.join(folder, `${index}.txt`);
    writeFileSync(file, typeof world === 'string' ? world : worldText(world));
    return windowsPath(file);
  });
  const list = path.join(folder, 'list.json');
  writeFileSync(list, JSON.stringify(files));
  return JSON.parse(bench.run(program, [windowsPath(list)])) as TimedReading[];
}
