import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { underWorld, VRLAB } from '../../tests/support/vrlab.ts';
import { atMost, known, type Figure, quantile } from './figure.ts';

const ROUNDS = 15;

/** The mock writes its files to memory: how fast a disk makes hundreds of small files is not what is measured. */
const MEMORY_BACKED = existsSync('/dev/shm') ? { ...process.env, TMPDIR: '/dev/shm' } : process.env;

/** Wall time of one whole process in milliseconds. */
function time([program, ...args]: readonly string[]): number {
  const begun = performance.now();
  const ended = spawnSync(program!, args, { stdio: ['pipe', 'pipe', 'pipe'], env: MEMORY_BACKED });
  // A crash is fast. Whatever the verdict, an answer ends below 10; inxi and node end with 0.
  if (ended.status === null || ended.status > 9) throw new Error(`${args.join(' ')}: ${String(ended.stderr)}`);
  return performance.now() - begun;
}

/**
 * A whole `vrlab check --json` as a process of its own on the Index world, beside `inxi -Fxxx` and an empty Node, all under
 * the same mock and taken in turn, so that a busy machine slows all three.
 */
export function coldCheck(): Figure[] {
  const data = mkdtempSync(path.join(os.tmpdir(), 'vrlab-bench-'));
  // The temporary files of a mocked program are gone with it, and Node's compile cache is one of them: on a PC it stays.
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'vrlab-bench-'));
  const mock = [...underWorld('index-complete'), 'env', `TMPDIR=${temporary}`];
  const commands = {
    vrlab: [...mock, process.execPath, VRLAB, 'check', '--json', '--data', data],
    inxi: [...mock, 'inxi', '-Fxxx'],
    node: [...mock, process.execPath, '-e', '0'],
    mock: [...mock, 'true'],
  };
  // The first start of each fills the disk cache, and Node's compile cache as on any PC after its first check.
  for (const command of Object.values(commands)) time(command);
  const times = { vrlab: [] as number[], inxi: [] as number[], node: [] as number[], mock: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1)
    for (const name of ['vrlab', 'inxi', 'node', 'mock'] as const) times[name].push(time(commands[name]));
  for (const folder of [data, temporary]) rmSync(folder, { recursive: true });
  const median = (name: keyof typeof times) => quantile(times[name], 0.5);
  const [vrlab, inxi, node, bare] = [median('vrlab'), median('inxi'), median('node'), median('mock')];
  const medians = `medians ${vrlab.toFixed(0)}, ${inxi.toFixed(0)}, ${node.toFixed(0)} ms, mock alone ${bare.toFixed(0)} ms`;
  return [
    atMost(`cold check ÷ inxi -Fxxx (${medians})`, vrlab / inxi, 0.5, '×'),
    atMost('cold check ÷ node -e 0', vrlab / node, 4, '×'),
    // The stricter view: what the mock itself takes is in neither program.
    known('cold check ÷ node -e 0, mock taken off', (vrlab - bare) / (node - bare), '×'),
  ];
}
