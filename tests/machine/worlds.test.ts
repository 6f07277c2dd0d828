import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { umockdevText } from '../../src/core/world/described/umockdev-text.ts';
import { briefly, describedWorlds } from '../support/pc/described-worlds.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type Ended, underDevices, underWorld, vrlab } from '../support/vrlab.ts';
import { pinnedPartOf, pinnedWorld } from '../worlds/generator/expected-world.ts';
import { describedWorld, worldFile, worldNames } from '../worlds/generator/world-folders.ts';

const EXIT = { ready: 0, usable: 1, 'not-ready': 2, unknown: 3 } as const;
type Report = Parameters<typeof pinnedPartOf>[0] & { demo: boolean };

/** What has to come out of a world, and what came out. */
const wanted = (name: string) => ({
  ...pinnedWorld(name),
  demo: true,
  code: EXIT[pinnedWorld(name).verdict],
  stderr: '',
});
function told({ code, stdout, stderr }: Ended) {
  if (stdout === '') throw new Error(`ended with ${code}: ${stderr}`);
  const report = JSON.parse(stdout) as Report;
  return { ...pinnedPartOf(report), demo: report.demo, code, stderr };
}

const check = (name: string) => ['check', '--json', '--world', worldFile(name, '.'), '--data', temporaryFolder()];
const devicesOf = (name: string) => readFileSync(worldFile(name, 'usb.umockdev'), 'utf8');

/** One world for each set of devices: those that differ in their software alone read the same through the native libraries. */
const BY_DEVICES = [...Map.groupBy(worldNames(), devicesOf).values()].map(([first]) => first!);

// What comes out of the saved snapshots, where there is no umockdev, is in tests/unit/checks/worlds.test.ts.
it.each(worldNames())('world %s is what its description says (npm run worlds)', (name) => {
  expect(devicesOf(name)).toBe(umockdevText(describedWorld(name)));
});

// Entered from outside: entering by itself reads the devices twice, which is the same for every world.
it.each(BY_DEVICES)('world %s gives the same through the real native libraries', async (name) => {
  expect(told(await vrlab(check(name), { under: underWorld(name) }))).toEqual(wanted(name));
});

const BY_VERDICT = [
  ['ready', 'index-complete'],
  ['unknown', 'lighthouse-alone'],
] as const;

describe.each(BY_VERDICT)('vrlab, in a world that is %s', (verdict, name) => {
  it('enters it by itself, and ends with the code of the verdict', async () => {
    expect(pinnedWorld(name).verdict).toBe(verdict);
    expect(told(await vrlab(check(name)))).toEqual(wanted(name));
  });

  it('replays the saved snapshot where there is no umockdev', async () => {
    expect(told(await vrlab(check(name), { env: { PATH: '/nonexistent' } }))).toEqual(wanted(name));
  });
});

/** One world a kind through the real native libraries; all of them are judged in one process by described-worlds.test.ts. */
const BY_KIND = [
  'pico-4-ultra-network-and-adb',
  'development-boards-beside-a-vive',
  'viture-beast-with-two-sound-chips',
  'lenovo-explorer-on-an-industrial-hub',
  'two-vives-through-two-bridges',
  'xreal-unlisted-dfu',
  'index-cable-hub-only',
  'g2-usb3-half-only',
  'pico-neo3-old-mtp',
  'index-lighthouse-shut-out',
  'index-overcurrent',
];

describe('a world of one file', () => {
  const chosen = describedWorlds.filter(({ name }) => BY_KIND.includes(name));

  it.each(chosen.map((world) => [world.name, world] as const))(
    '%s is the same to the real probes',
    async (_, world) => {
      const file = path.join(temporaryFolder(), 'usb.umockdev');
      writeFileSync(file, umockdevText(world.description));
      const args = ['check', '--json', '--world', world.file, '--data', temporaryFolder()];
      const ended = await vrlab(args, { under: underDevices(file) });
      if (ended.stdout === '') throw new Error(`ended with ${ended.code}: ${ended.stderr}`);
      const report = JSON.parse(ended.stdout) as {
        devices: { model: string; port: string; mode: string | null; missing: string[] }[];
        findings: { check: string; outcome: 'pass'; causeId: string | null }[];
      };
      const findings = report.findings.map(({ check: id, outcome, causeId }) => ({
        check: id,
        outcome,
        cause: causeId,
      }));
      const { devices, troubles } = world.expect;
      const shown = report.devices.map((device) => ({ ...device, subject: `${device.model}@${device.port}` }));
      expect(briefly(shown, findings)).toEqual({ devices, troubles });
    },
  );

  it('are all there', () => {
    expect(chosen.map(({ name }) => name)).toEqual(BY_KIND.toSorted());
  });
});
