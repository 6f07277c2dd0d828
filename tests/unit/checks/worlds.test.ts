import { describe, expect, it } from 'vitest';
import { judgeSnapshot } from '../../../src/core/check-run/judge-snapshot.ts';
import { reportOf } from '../../../src/shared/check-run-report.ts';
import { snapshotSchema } from '../../../src/shared/domain/snapshot.ts';
import { createI18n } from '../../../src/shared/i18n.ts';
import { createWording } from '../../../src/shared/wording.ts';
import { publication } from '../../support/pc/judge.ts';
import { pinnedPartOf, pinnedWorlds, readBaseline, shortestBaseline } from '../../worlds/generator/expected-world.ts';
import { savedSnapshot, savedStation } from '../../worlds/generator/world-folders.ts';

const wording = createWording(createI18n('en', { 'zh-CN': {}, en: {} }), 'en');
const worlds = pinnedWorlds();

describe.each([...worlds])('the saved snapshot of world %s', (world, pinned) => {
  it('gives the verdict, devices and findings of expected.json, and the passes of baseline.json', () => {
    const snapshot = snapshotSchema.parse(savedSnapshot(world));
    const run = judgeSnapshot(snapshot, savedStation(world), publication, new Date(snapshot.takenAt), null);
    expect(pinnedPartOf(reportOf(run, wording, []))).toEqual(pinned);
    expect(run.demo).toBe(true);
  });
});

it('baseline.json says in the fewest words which checks pass where (npm run worlds -- --passes)', () => {
  expect(readBaseline()).toEqual(shortestBaseline(worlds));
});
