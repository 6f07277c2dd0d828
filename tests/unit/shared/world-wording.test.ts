import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Snapshot } from '../../../src/shared/domain/snapshot.ts';
import type { Station } from '../../../src/shared/domain/station.ts';
import { createI18n } from '../../../src/shared/i18n.ts';
import { createWording } from '../../../src/shared/wording.ts';
import { assess } from '../../support/judge.ts';
import { worldFile, worldNames } from '../../worlds/generator/world-folders.ts';

const i18n = createI18n('zh-CN', { 'zh-CN': {}, en: {} });
const WORDINGS = [createWording(i18n, 'zh-CN'), createWording(i18n, 'en')];

const read = (world: string, file: string): unknown => JSON.parse(readFileSync(worldFile(world, file), 'utf8'));
const stationOf = (world: string) =>
  existsSync(worldFile(world, 'station.json')) ? (read(world, 'station.json') as Station) : null;

it.each(worldNames())('says every finding of world %s without a placeholder or key left over', (world) => {
  const { probes } = read(world, 'snapshot.json') as Snapshot;
  for (const station of [null, stationOf(world)]) {
    const { findings, devices } = assess(probes, station);
    for (const wording of WORDINGS)
      for (const finding of findings) {
        const { name, why, title, cause, teacher, engineer } = wording.finding(finding, devices);
        for (const text of [name, why, title, cause ?? '', ...teacher, ...engineer])
          expect(text, `${finding.check} ${finding.cause}`).not.toMatch(/\{\{|^(checks|causes|devices|terms)[:.]/);
      }
  }
});
