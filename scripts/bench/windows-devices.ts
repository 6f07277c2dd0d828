import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { TreeDevice, WindowsTree } from '../../src/core/world/described/windows-tree.ts';
import { ROOT } from '../../tests/support/vrlab.ts';
import { WindowsBench } from '../../tests/windows-bench/windows-bench.ts';
import { readWorlds, type TimedReading } from '../../tests/windows-bench/world-reader.ts';
import { atMost, type Figure, quantile } from './figure.ts';

const ROUNDS = 9;
const PLUGS = 5;

const controller = (number: number, ports: number, devices: TreeDevice[]): WindowsTree['controllers'][number] => ({
  instance: String.raw`PCI\VEN_8086&DEV_43ED&SUBSYS_00000000&REV_11\3&${number}`,
  path: `PCIROOT(0)#PCI(${(20 + number).toString(16).toUpperCase()}00)`,
  ports,
  devices,
});

const stick = (port: number): TreeDevice => ({
  port,
  vid: '0781',
  pid: '5581',
  speed: 'high',
  product: 'Ultra',
  serial: `4C530${port}`,
  interfaces: [{ class: 8, subclass: 6, protocol: 80, endpoints: 2 }],
});

/** Five hubs with 24 sticks each. */
const crowded: WindowsTree = {
  controllers: Array.from({ length: 5 }, (_, number) =>
    controller(
      number,
      24,
      Array.from({ length: 24 }, (__, port) => stick(port + 1)),
    ),
  ),
};

/** A lab PC with an Index on 60 ports. */
function labPc(): WindowsTree {
  const file = path.join(ROOT, 'tests/worlds/windows/index-complete.json');
  const [first] = (JSON.parse(readFileSync(file, 'utf8')) as { world: WindowsTree }).world.controllers;
  return { controllers: [{ ...first!, ports: 26 }, controller(1, 26, [stick(1), stick(2)])] };
}

/** From the plug to the state that shows the device, as `vrlab watch` writes it. */
async function plugLatencies(bench: WindowsBench): Promise<number[]> {
  const [first] = labPc().controllers;
  const empty: WindowsTree = { controllers: [{ ...first!, devices: [] }] };
  const output = path.join(bench.app, 'watch.txt');
  bench.plugIn(empty);
  const watch = bench.startVrlab(['watch', '--json'], output);
  const states = () =>
    readFileSync(output, 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as { devices: unknown[]; settling: boolean });
  const until = async (from: number, isWanted: (state: { devices: unknown[]; settling: boolean }) => boolean) => {
    for (;;) {
      const at = states().findIndex((state, index) => index >= from && isWanted(state));
      if (at >= 0) return at + 1;
      await wait(5);
    }
  };
  const latencies: number[] = [];
  try {
    let seen = await until(0, ({ settling }) => !settling);
    for (let plug = 0; plug < PLUGS; plug += 1) {
      const begun = performance.now();
      bench.plugIn({ controllers: [first!] });
      seen = await until(seen, ({ devices }) => devices.length > 0);
      latencies.push(performance.now() - begun);
      seen = await until(seen, ({ settling }) => !settling);
      bench.plugIn(empty);
      seen = await until(seen, ({ devices, settling }) => devices.length === 0 && !settling);
    }
  } finally {
    watch.kill('SIGKILL');
  }
  return latencies;
}

/** What the Windows probe costs on the bench; the start of its process apart. */
export async function windowsDevices(): Promise<Figure[]> {
  const bench = WindowsBench.start();
  try {
    const pc = labPc();
    // The first one pays for whatever is loaded at first use.
    const [first, ...readings] = await readWorlds(bench, [
      pc,
      ...Array.from({ length: ROUNDS }, () => pc),
      ...Array.from({ length: ROUNDS }, () => crowded),
    ]);
    const median = (
      some: readonly TimedReading[],
      figure: 'milliseconds' | 'conditionsMilliseconds' = 'milliseconds',
    ) =>
      quantile(
        some.map((one) => one[figure]),
        0.5,
      );
    return [
      atMost('Windows probe over a lab PC with 60 ports, library loaded', median(readings.slice(0, ROUNDS)), 100, 'ms'),
      atMost('the first look of a process', first!.milliseconds, 200, 'ms'),
      atMost('Windows probe over 120 devices', median(readings.slice(ROUNDS)), 400, 'ms'),
      // Asked every three seconds: 1 % of one core.
      atMost('what a lab PC is asked every 3 s', median(readings.slice(0, ROUNDS), 'conditionsMilliseconds'), 30, 'ms'),
      atMost('plug on Windows until it is shown, median', quantile(await plugLatencies(bench), 0.5), 250, 'ms', 0),
    ];
  } finally {
    bench.stop();
  }
}
