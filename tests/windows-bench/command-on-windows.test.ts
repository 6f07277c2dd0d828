import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { windowsTreeSchema } from '../../src/core/world/described/windows-tree.ts';
import { WORLDS_FOLDER } from '../worlds/generator/world-folders.ts';
import { WindowsBench } from './windows-bench.ts';

// The whole built program, as it is installed, under Windows' own Node with Windows' own native modules.

let bench: WindowsBench;
beforeAll(() => {
  bench = WindowsBench.start();
});
afterAll(() => bench.stop());

const HOUR_MS = 3_600_000;

/** A world as it is today: what was removed went an hour ago. */
function tree(name: string) {
  const written = readFileSync(path.join(WORLDS_FOLDER, 'windows', `${name}.json`), 'utf8');
  const anHourAgo = new Date(Date.now() - HOUR_MS).toISOString();
  const today = written.replaceAll(/"removed": "[^"]*"/g, `"removed": "${anHourAgo}"`);
  return windowsTreeSchema.parse((JSON.parse(today) as { world: unknown }).world);
}

interface Report {
  readonly verdict: string;
  readonly devices: readonly { readonly model: string; readonly port: string | null }[];
  readonly findings: readonly { readonly check: string; readonly outcome: string; readonly causeId: string | null }[];
}

/** A world, what the device checks say of it, and its headset. */
const WORLDS = [
  ['index-complete', 'valve-index', 'headset-complete pass null'],
  ['index-lighthouse-without-driver', 'valve-index', 'device-problem fail driver-missing'],
  ['index-held-exclusively', 'valve-index', 'hid-access fail held-by-another-program'],
  ['quest-3-link-without-driver', 'quest-3', 'device-problem fail driver-missing'],
  ['nothing-answers', null, 'port-problem fail device-not-answering'],
  ['headset-unplugged', null, 'headset-present fail headset-gone'],
] as const;

describe.each(WORLDS)('vrlab on Windows with %s', (world, model, finding) => {
  it('checks and lists the devices', () => {
    bench.plugIn(tree(world));
    const checked = bench.vrlab(['check', '--json']);
    const report = JSON.parse(checked.output) as Report;
    const found = report.findings.map(({ check, outcome, causeId }) => `${check} ${outcome} ${causeId}`);
    expect(found).toContain(finding);
    expect(report.devices.map((device) => device.model)).toEqual(model === null ? [] : [model]);
    // No SteamVR is installed there.
    expect([report.verdict, checked.code]).toEqual(['not-ready', 2]);
    const listed = bench.vrlab(['devices', '--json']);
    expect(listed.code).toBe(0);
    expect(listed.output).toContain(model ?? '[]');
  });
});
