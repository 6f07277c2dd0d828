import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import { judgeSnapshot } from '../../../src/core/check-run/judge-snapshot.ts';
import { versionTable } from '../../../src/core/versions/version-table.ts';
import type { Finding } from '../../../src/shared/domain/finding.ts';
import { snapshotSchema } from '../../../src/shared/domain/snapshot.ts';
import type { VersionLine } from '../../../src/shared/domain/version-table.ts';
import { problemsOf } from '../../../src/shared/summarize-findings.ts';
import { pinnedWorlds } from '../../worlds/generator/expected-world.ts';
import { savedSnapshot, savedStation } from '../../worlds/generator/world-folders.ts';
import { index, outcomes } from '../../support/pc/facts.ts';
import { publication } from '../../support/pc/judge.ts';
import { snapshotOf } from '../../support/pc/runs.ts';
import { type WindowsPc, windowsPc } from '../../support/pc/windows-pc.ts';

const DAY = 86_400_000;
/** A run on that day of November 2026. */
const runOn = (day: number, pc: WindowsPc = {}) =>
  judgeSnapshot(
    { ...snapshotOf(index()), probes: outcomes(index(), windowsPc(pc)) },
    null,
    publication,
    new Date(Date.UTC(2026, 10, 1) + (day - 1) * DAY),
    null,
  );
const steamVr = (text: string) => ({ steamVr: { version: { text, source: 'version.txt' } } });

it('shows what is there, what is required, since when, and what changed', () => {
  const [now, ...earlier] = [
    runOn(20, steamVr('2.1.0')),
    runOn(19, steamVr('2.1.0')),
    runOn(18),
    runOn(17, { ...steamVr('2.1.0'), gpuDriver: '31.0.15.2849' }),
  ] as const;
  const table = versionTable(now, { runs: earlier, lastGood: earlier[1] }, publication);
  const line = (product: string) => table.lines.find((candidate) => candidate.product === product)!;
  expect(line('steamvr')).toMatchObject({
    version: { text: '2.1.0' },
    outcome: 'warn',
    required: '>=2.5',
    row: 'suite-3-4',
    before: '2.9.6',
  });
  expect(line('steamvr').since.slice(0, 10)).toBe('2026-11-19');
  expect(line('nvidia-driver').since.slice(0, 10)).toBe('2026-11-18');
  expect(line('vr-classroom')).toMatchObject({ outcome: 'pass', before: null });
  expect(line('vr-classroom').since.slice(0, 10)).toBe('2026-11-17');
  expect([table.lastGoodAt?.slice(0, 10), table.gone]).toEqual(['2026-11-18', []]);
});

it('names what was removed since the last good run', () => {
  const table = versionTable(runOn(20, { steamVr: null }), { runs: [], lastGood: runOn(19) }, publication);
  expect(table.gone).toEqual([{ name: expect.objectContaining({ en: 'SteamVR' }) as object, version: '2.9.6' }]);
});

it.each([...pinnedWorlds().keys()])('in %s says of no product anything else than the check does', (world) => {
  const snapshot = snapshotSchema.parse(savedSnapshot(world));
  const run = judgeSnapshot(snapshot, savedStation(world), publication, new Date(snapshot.takenAt), null);
  const { lines } = versionTable(run, { runs: [], lastGood: null }, publication);
  const isAbout = ({ evidence, subject }: Finding, line: VersionLine) =>
    isDeepStrictEqual(evidence['product'], line.name) &&
    subject === (line.subject === 'host' ? line.product : line.subject);
  for (const line of lines) {
    const worst = problemsOf(run.findings.filter((finding) => isAbout(finding, line)))[0]?.speaking;
    expect([line.name, line.finding?.outcome ?? 'pass']).toEqual([line.name, worst?.outcome ?? 'pass']);
  }
});
