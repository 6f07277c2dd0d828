// npm run worlds [-- --propose | --passes]: makes the generated files of every world from its description.
// --propose also writes expected.json where there is none, and what passes there into baseline.json, to be read and
// corrected by a person.
// --passes writes baseline.json anew, after a check has been added or asks for more: read the difference.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Snapshot } from '../src/shared/domain/snapshot.ts';
import {
  BASELINE_FILE,
  pinnedPartOf,
  type PinnedWorld,
  pinnedWorlds,
  type Report,
  shortestBaseline,
} from '../tests/worlds/generator/expected-world.ts';
import { linuxFiles } from '../tests/worlds/generator/linux-description.ts';
import { windowsFiles } from '../tests/worlds/generator/windows-description.ts';
import { umockdevText } from '../src/core/world/described/umockdev-text.ts';
import { describedWorld, worldFile, worldNames, WORLDS_FOLDER } from '../tests/worlds/generator/world-folders.ts';

/** umockdev falls over now and then on a busy PC: then there is no output, and it is asked again. */
const TRIES = 5;

function vrlab(name: string, ...args: string[]): string {
  // Records of its own each time: with an earlier one of the same world a check would have something to compare with.
  const data = mkdtempSync(path.join(os.tmpdir(), 'vrlab-worlds-'));
  const command = [...args, '--world', worldFile(name, '.'), '--data', data];
  for (let tries = 1; ; tries += 1)
    try {
      return execFileSync(process.execPath, ['bin/vrlab.mjs', ...command], { encoding: 'utf8', stdio: 'pipe' });
    } catch (cause) {
      // Exit codes 1 to 3 carry a verdict, not a failure.
      const { status, stdout } = cause as { status: number; stdout: string };
      if (status >= 1 && status <= 3 && stdout !== '') return stdout;
      if (tries === TRIES) throw cause;
    }
}

/** Times and the program's version change at every run and say nothing about the world. */
function withoutTimes(snapshot: Snapshot): Snapshot {
  const all = { ...snapshot.probes, adb: withoutTimesOfHeadsets(snapshot.probes.adb) };
  const probes = Object.fromEntries(Object.entries(all).map(([id, outcome]) => [id, { ...outcome, durationMs: 0 }]));
  return { ...snapshot, takenAt: '2026-11-22T08:00:00.000+08:00', tool: 'world', probes: probes as Snapshot['probes'] };
}

function withoutTimesOfHeadsets(adb: Snapshot['probes']['adb']): Snapshot['probes']['adb'] {
  if (adb.status !== 'ok') return adb;
  const headsets = adb.facts.headsets.map((headset) => {
    const { sections } = headset;
    if (sections?.clock.status !== 'read') return { ...headset, durationMs: 0 };
    const { value } = sections.clock;
    const clock = { ...value, aheadMs: Math.round(value.aheadMs / 1000) * 1000, uncertainMs: 0 };
    return { ...headset, durationMs: 0, sections: { ...sections, clock: { status: 'read' as const, value: clock } } };
  });
  return { ...adb, facts: { ...adb.facts, headsets } };
}

/** Checks that pass now, by world. */
const passing = new Map<string, readonly string[]>();

for (const name of worldNames()) {
  const described = describedWorld(name);
  writeFileSync(worldFile(name, 'usb.umockdev'), umockdevText(described));
  const { windows, linux } = described;
  for (const [probe, facts] of Object.entries(windows === undefined ? linuxFiles(linux) : windowsFiles(windows)))
    writeFileSync(worldFile(name, `${probe}.json`), `${JSON.stringify(facts, null, 1)}\n`);
  if (!existsSync(worldFile(name, 'host.json')))
    copyFileSync(path.join(WORLDS_FOLDER, 'standard-host.json'), worldFile(name, 'host.json'));
  const taken = JSON.parse(vrlab(name, 'snapshot')) as Snapshot;
  writeFileSync(worldFile(name, 'snapshot.json'), `${JSON.stringify(withoutTimes(taken), null, 1)}\n`);
  const isNew = !existsSync(worldFile(name, 'expected.json'));
  if (process.argv.includes(isNew ? '--propose' : '--passes')) {
    const { passes, ...own } = pinnedPartOf(JSON.parse(vrlab(name, 'check', '--json')) as Report);
    if (isNew) writeFileSync(worldFile(name, 'expected.json'), `${JSON.stringify(own, null, 2)}\n`);
    passing.set(name, passes);
  }
  process.stdout.write(`${name}\n`);
}

if (passing.size > 0) {
  const pinned = [...pinnedWorlds()].map(([name, world]): [string, PinnedWorld] => [
    name,
    { ...world, passes: passing.get(name) ?? world.passes },
  ]);
  writeFileSync(BASELINE_FILE, `${JSON.stringify(shortestBaseline(new Map(pinned)), null, 2)}\n`);
}
