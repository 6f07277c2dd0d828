import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { build } from 'vite';
import { ROOT } from '../../tests/support/vrlab.ts';
import { quantile } from './figure.ts';

/*
 * What the program's own TUF verifier saves at every start, the figure of ADR 6:
 *   node scripts/under-node.mjs scripts/bench/publication-verifiers.ts
 */

const TIMES = 41;
const FOLDER = path.join(ROOT, 'test-artifacts/bench-verifiers');
const PUBLICATION = path.join(ROOT, 'resources/publication');
const VERIFIERS = ['own-verifier', 'models-verifier'] as const;
type Verifier = (typeof VERIFIERS)[number];

/** Node's own modules are loaded before the clock starts: every start needs them, whoever verifies. */
const PROGRAM = (verifier: Verifier) => `
  import { enableCompileCache } from 'node:module';
  enableCompileCache(${JSON.stringify(path.join(FOLDER, 'cache'))});
  await import('node:fs');
  await import('node:crypto');
  await import('node:path');
  const before = process.cpuUsage();
  const begun = performance.now();
  const { verifyFolder } = await import(${JSON.stringify(path.join(FOLDER, verifier, `${verifier}.js`))});
  const imported = performance.now();
  const version = await verifyFolder(${JSON.stringify(PUBLICATION)});
  const verified = performance.now();
  const { user, system } = process.cpuUsage(before);
  const processor = (user + system) / 1000;
  process.stdout.write(JSON.stringify({ version, importing: imported - begun, verifying: verified - imported, processor }));
`;

interface Start {
  readonly version: number;
  readonly importing: number;
  readonly verifying: number;
  /** Time on a processor, import and verification together: what other load on the machine changes least. */
  readonly processor: number;
}

const start = (verifier: Verifier): Start => {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', PROGRAM(verifier)], {
    encoding: 'utf8',
    cwd: ROOT,
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Start;
};

for (const verifier of VERIFIERS)
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    build: {
      ssr: `scripts/bench/verifiers/${verifier}.ts`,
      outDir: path.join(FOLDER, verifier),
      minify: true,
      emptyOutDir: true,
    },
    ssr: { noExternal: true },
  });
// The first start of each fills the compile cache. After that they take turns, so that other load meets both alike.
for (const verifier of VERIFIERS) start(verifier);
const starts = Array.from({ length: TIMES }, () => VERIFIERS.map(start));
for (const [at, verifier] of VERIFIERS.entries()) {
  const own = starts.map((pair) => pair[at]!);
  const line = (name: string, of: (one: Start) => number) => {
    const times = own.map(of);
    return `${name} ${quantile(times, 0.5).toFixed(1)} (${quantile(times, 0.1).toFixed(1)}–${quantile(times, 0.9).toFixed(1)})`;
  };
  process.stdout.write(
    `${verifier.padEnd(16)} ms, median of ${TIMES} cold processes (10–90 %): ${line('import', (one) => one.importing)}, ` +
      `${line('verify', (one) => one.verifying)}, ${line('both', (one) => one.importing + one.verifying)}, ${line('processor', (one) => one.processor)}\n`,
  );
}
