import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LiveState } from '../../src/shared/domain/check-run.ts';
import { MockedMachine } from '../../tests/support/pc/mocked-machine.ts';
import { VRLAB } from '../../tests/support/vrlab.ts';
import { describedWorld } from '../../tests/worlds/generator/world-folders.ts';
import { atMost, type Figure, quantile } from './figure.ts';

const PLUGS = 20;

/** From the kernel event to the state pushed out of `vrlab watch --json`, for plugs and unplugs of a whole PICO 4. */
export async function hotPlugLatency(): Promise<Figure[]> {
  await using machine = await MockedMachine.start();
  const world = describedWorld('pico-4');
  await machine.plug({ ...world, devices: {} }, []);
  const data = mkdtempSync(path.join(os.tmpdir(), 'vrlab-bench-'));
  const command = [...machine.inside, process.execPath, VRLAB, 'watch', '--json', '--data', data];
  const watch = spawn(command[0]!, command.slice(1), {
    env: { ...process.env, ...machine.env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = readline.createInterface(watch.stdout)[Symbol.asyncIterator]();
  const arrival = async (connected: boolean): Promise<number> => {
    for (;;) {
      const line = await lines.next();
      if (line.done === true) throw new Error('vrlab watch ended');
      const now = Date.now();
      const state = JSON.parse(line.value) as LiveState;
      if (state.devices.length > 0 === connected) return now;
    }
  };
  await arrival(false);
  const delays: number[] = [];
  for (let plug = 0; plug < PLUGS; plug += 1) {
    const connect = plug % 2 === 0;
    const sent = connect ? await machine.plug(world, ['1-2']) : await machine.unplug(world, ['1-2']);
    delays.push((await arrival(connect)) - sent);
    await sleep(100);
  }
  watch.kill('SIGKILL');
  return [
    atMost(
      `plug to pushed event, p95 (median ${quantile(delays, 0.5).toFixed(0)} ms)`,
      quantile(delays, 0.95),
      150,
      'ms',
      0,
    ),
  ];
}
