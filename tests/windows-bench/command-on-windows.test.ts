import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { windowsTreeSchema } from '../../src/core/world/described/windows-tree.ts';
import type { LiveState } from '../../src/shared/domain/check-run.ts';
import { WORLDS_FOLDER } from '../worlds/generator/world-folders.ts';
import { windowsPath } from '../support/wine/wine-prefix.ts';
import { WindowsBench } from './windows-bench.ts';

// The whole built program, as it is installed, under Windows' own Node with Windows' own native modules.

let bench: WindowsBench;
beforeAll(() => {
  bench = WindowsBench.start();
});
afterAll(() => bench.stop());

/** Where others use the cores, hubs miss the deadlines of the program, and it truly says so. */
const AGAIN = { retry: 2 };

const HOUR_MS = 3_600_000;

/** A world as it is today: what was removed went an hour ago. */
function tree(name: string) {
  const written = readFileSync(path.join(WORLDS_FOLDER, 'windows', `${name}.json`), 'utf8');
  const anHourAgo = new Date(Date.now() - HOUR_MS).toISOString();
  const today = written.replaceAll(/"removed": "[^"]*"/g, `"removed": "${anHourAgo}"`);
  return windowsTreeSchema.parse((JSON.parse(today) as { world: unknown }).world);
}

/** What `vrlab watch --json` has written so far. */
const statesIn = (file: string): LiveState[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as LiveState);

/** Waits for a state after the ones already seen. @returns it, and how many there were before it. */
async function until(file: string, from: number, wanted: (state: LiveState) => boolean): Promise<[LiveState, number]> {
  for (;;) {
    const states = statesIn(file);
    const at = states.findIndex((state, index) => index >= from && wanted(state));
    if (at >= 0) return [states[at]!, at + 1];
    await wait(20);
  }
}

it('vrlab watch sees an Index come and go', async () => {
  const index = tree('index-complete');
  const [controller] = index.controllers;
  bench.plugIn({ controllers: [{ ...controller!, devices: [] }] });
  const output = path.join(bench.app, 'watch.txt');
  const watch = bench.startVrlab(['watch', '--json'], output);
  onTestFinished(() => void watch.kill('SIGKILL'));
  const [before, seen] = await until(output, 0, ({ verdict }) => verdict !== null);
  expect(before).toMatchObject({ watching: 'active', devices: [] });

  bench.plugIn(index);
  const [settled, shown] = await until(output, seen, (state) => !state.settling && state.devices.length > 0);
  expect(settled.devices).toMatchObject([{ model: 'valve-index', speed: 'super', port: '14.0-2' }]);

  bench.plugIn({ controllers: [{ ...controller!, devices: [] }] });
  const [gone] = await until(output, shown, (state) => !state.settling && state.devices.length === 0);
  expect(gone.change?.detached).toContain('LHR');
});

it('vrlab watch sees a device that fails, of which Windows notifies nobody', async () => {
  const index = tree('index-complete');
  const [controller] = index.controllers;
  bench.plugIn(index);
  const output = path.join(bench.app, 'watch-failures.txt');
  const watch = bench.startVrlab(['watch', '--json'], output);
  onTestFinished(() => void watch.kill('SIGKILL'));
  const says = (check: string, outcome: string) => (state: LiveState) =>
    state.findings?.some((finding) => finding.check === check && finding.outcome === outcome) === true;
  const [, whole] = await until(output, 0, says('port-problem', 'pass'));

  const failing = { port: 6, vid: '0000', pid: '0002', status: 2, problem: 43 };
  bench.plugIn({ controllers: [{ ...controller!, devices: [...controller!.devices, failing] }] });
  const [, failed] = await until(output, whole, says('port-problem', 'warn'));

  bench.plugIn(index);
  const [recovered] = await until(output, failed, says('port-problem', 'pass'));
  expect(recovered).toMatchObject({ watching: 'active', verdict: 'not-ready' });
});

it('a hub that hangs in its driver costs its deadline, and what hangs on it is known all the same', AGAIN, async () => {
  const index = tree('index-complete');
  const [cable] = index.controllers[0]!.devices;
  bench.plugIn({
    controllers: [
      {
        ...index.controllers[0]!,
        devices: [{ ...cable!, hubDelayMs: 600_000 }, ...index.controllers[0]!.devices.slice(1)],
      },
    ],
  });
  const { output } = await bench.vrlab(['check', '--json']);
  const { devices, findings, durationMs } = JSON.parse(output) as Report;
  expect(devices).toMatchObject([{ model: 'valve-index', missing: [] }]);
  expect(findings).toContainEqual(expect.objectContaining({ check: 'port-problem', causeId: 'hub-not-read' }));
  expect(durationMs).toBeLessThan(20_000);
});

it('a library that an antivirus took away fails that probe, and says so', AGAIN, async () => {
  bench.plugIn(tree('index-complete'));
  const put = bench.take('node_modules/@koromix/koffi-win32-x64');
  onTestFinished(put);
  const { code, output } = await bench.vrlab(['check', '--json']);
  const { verdict, findings } = JSON.parse(output) as Report;
  expect([verdict, code]).toEqual(['unknown', 3]);
  expect(findings).toContainEqual(
    expect.objectContaining({ check: 'headset-present', outcome: 'unknown', causeId: 'probe-failed' }),
  );
  // The facts of the other probes stand, however full the disk is.
  const outcome = expect.stringMatching(/^(?:pass|warn)$/) as string;
  expect(findings).toContainEqual(expect.objectContaining({ check: 'host-disk-space', outcome }));
});

it('vrlab doctor --field-report writes what Windows reported, without serial numbers', async () => {
  bench.plugIn(tree('index-complete'));
  const file = path.join(bench.app, 'field-report.json');
  const { code } = await bench.vrlab(['doctor', '--field-report', windowsPath(file)]);
  expect(code).toBe(0);
  const text = readFileSync(file, 'utf8');
  expect(text).not.toMatch(/1A2B3C4D/i);
  const { usb, windows } = JSON.parse(text) as {
    usb: { status: string };
    windows: { nodes: unknown[]; timings: unknown[] };
  };
  expect([usb.status, windows.nodes.length > 10]).toEqual(['ok', true]);
  expect(windows.timings).toContainEqual(expect.objectContaining({ ask: 'tree', answered: true }));
});

interface Report {
  readonly verdict: string;
  readonly durationMs: number;
  readonly devices: readonly { readonly model: string; readonly port: string | null; readonly missing: string[] }[];
  readonly findings: readonly { readonly check: string; readonly outcome: string; readonly causeId: string | null }[];
}

interface Examined {
  readonly examinations: readonly { readonly id: string; readonly state: string }[];
}

/** A world, its headset and the port of that, and what the device checks say of it. */
const WORLDS = [
  ['index-complete', 'valve-index@14.0-2', 'headset-complete pass null'],
  ['index-lighthouse-without-driver', 'valve-index@14.0-2', 'device-problem fail driver-missing'],
  ['index-held-exclusively', 'valve-index@14.0-2', 'hid-access fail held-by-another-program'],
  ['quest-3-link-without-driver', 'quest-3@14.0-17', 'device-problem fail driver-missing'],
  ['nothing-answers', null, 'port-problem fail device-not-answering'],
  ['headset-unplugged', null, 'headset-present fail headset-gone'],
] as const;

const placed = (devices: readonly { readonly model: string; readonly port: string | null }[]) =>
  devices.map(({ model, port }) => `${model}@${port}`);
const placeOf = (headset: string | null) => (headset === null ? [] : [headset]);

describe.each(WORLDS)('on Windows with %s', AGAIN, (world, headset, finding) => {
  let report: Report;
  beforeAll(() => bench.plugIn(tree(world)));

  // One at a time: beside the other tests, two of them would miss the deadlines of their probes.
  it('vrlab check judges', async () => {
    const { code, output } = await bench.vrlab(['check', '--json']);
    report = JSON.parse(output) as Report;
    const { verdict, findings, devices } = report;
    expect(findings.map(({ check, outcome, causeId }) => `${check} ${outcome} ${causeId}`)).toContain(finding);
    expect(placed(devices)).toEqual(placeOf(headset));
    // No SteamVR is installed there.
    expect([verdict, code]).toEqual(['not-ready', 2]);
  });

  it('vrlab devices lists the same, and vrlab doctor can read them', async () => {
    const { code, output: listed } = await bench.vrlab(['devices', '--json']);
    const { devices } = JSON.parse(listed) as Pick<Report, 'devices'>;
    expect([devices, code]).toEqual([report.devices, 0]);

    const doctor = await bench.vrlab(['doctor', '--json']);
    const { examinations } = JSON.parse(doctor.output) as Examined;
    expect(examinations).toContainEqual(expect.objectContaining({ id: 'probe-usb', state: 'ok' }));
    expect(examinations).toContainEqual(expect.objectContaining({ id: 'probe-hid', state: 'ok' }));
    expect(doctor.code).toBe(0);
  });

  it('vrlab watch begins with the same, and ends when it is told to', async () => {
    const output = path.join(bench.app, `watch ${world}.txt`);
    const watch = bench.startVrlab(['watch', '--json'], output);
    onTestFinished(() => void watch.kill('SIGKILL'));
    const ended = once(watch, 'close');
    const [state] = await until(output, 0, ({ verdict }) => verdict !== null);
    watch.kill('SIGINT');
    expect(state).toMatchObject({ watching: 'active', verdict: 'not-ready' });
    expect(placed(state.devices)).toEqual(placeOf(headset));
    expect(state.findings?.map(({ check, outcome, cause }) => `${check} ${outcome} ${cause}`)).toContain(finding);
    expect(await ended).toEqual([2, null]);
  });
});
