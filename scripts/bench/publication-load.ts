import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { build } from 'vite';
import { ROOT } from '../../tests/support/vrlab.ts';
import { atMost, type Figure, quantile } from './figure.ts';

const TIMES = 15;
const FOLDER = path.join(ROOT, 'test-artifacts/bench-publication');

/** A process of its own loads code and embedded publication, verifies, and says how long that took. */
const PROGRAM = `
  import { enableCompileCache } from 'node:module';
  enableCompileCache();
  const begun = performance.now();
  const { embeddedPublication } = await import('./embedded.js');
  const loaded = await embeddedPublication();
  if (!loaded.ok) throw new Error(loaded.problem.code);
  process.stdout.write(String(performance.now() - begun));
`;

/** Importing, reading, verifying and indexing the embedded publication, bundled as in the program. */
export async function publicationLoad(): Promise<Figure[]> {
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    build: { ssr: 'src/core/publication/embedded.ts', outDir: FOLDER, minify: true, emptyOutDir: true },
    ssr: { noExternal: true },
  });
  const once = (): number => {
    const args = ['--input-type=module', '-e', PROGRAM.replaceAll('./', `${FOLDER}/`)];
    return Number(spawnSync(process.execPath, args, { encoding: 'utf8', cwd: ROOT }).stdout);
  };
  once();
  const times = Array.from({ length: TIMES }, once);
  // The median: on a machine that others use too, the slowest start says more about them.
  const worst = quantile(times, 0.95).toFixed(0);
  return [atMost(`publication loaded and verified, median (p95 ${worst} ms)`, quantile(times, 0.5), 50, 'ms', 0)];
}
