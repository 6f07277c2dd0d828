import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { build } from 'vite';
import { ROOT } from '../../tests/support/vrlab.ts';
import { atMost, type Figure, quantile } from './figure.ts';

const TIMES = 15;
const FOLDER = path.join(ROOT, 'test-artifacts/bench-publication');

/**
 * A process of its own loads code and embedded publication, verifies, and says how long that took: Node's own modules, which
 * every start needs (10 ms of file streams and cryptography), and all the rest.
 */
const PROGRAM = `
  import { enableCompileCache } from 'node:module';
  enableCompileCache();
  const begun = performance.now();
  await import('node:fs');
  await import('node:crypto');
  const ready = performance.now();
  const { embeddedPublication } = await import('./embedded.js');
  const loaded = await embeddedPublication();
  if (!loaded.ok) throw new Error(loaded.problem.code);
  // What every check asks for; the other documents are read when they are asked for.
  if (loaded.value.catalogue === undefined || loaded.value.limits === undefined) throw new Error('no catalogue');
  const ended = performance.now();
  process.stdout.write(JSON.stringify({ all: ended - begun, own: ended - ready }));
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
  const once = (): { all: number; own: number } => {
    const args = ['--input-type=module', '-e', PROGRAM.replaceAll('./', `${FOLDER}/`)];
    return JSON.parse(spawnSync(process.execPath, args, { encoding: 'utf8', cwd: ROOT }).stdout) as {
      all: number;
      own: number;
    };
  };
  once();
  const times = Array.from({ length: TIMES }, once);
  // The median: on a machine that others use too, the slowest start says more about them.
  const figure = (part: 'all' | 'own', what: string, goal: number): Figure => {
    const taken = times.map((time) => time[part]);
    return atMost(`${what}, median (p95 ${quantile(taken, 0.95).toFixed(0)} ms)`, quantile(taken, 0.5), goal, 'ms', 0);
  };
  return [
    figure('all', 'publication loaded and verified', 50),
    figure('own', "the same without Node's own modules", 35),
  ];
}
