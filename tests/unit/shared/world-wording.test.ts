import { expect, it } from 'vitest';
import { createI18n } from '../../../src/shared/i18n.ts';
import { createWording } from '../../../src/shared/wording.ts';
import { assess } from '../../support/pc/judge.ts';
import { savedSnapshot, savedStation, worldNames } from '../../worlds/generator/world-folders.ts';

const i18n = createI18n('zh-CN', { 'zh-CN': {}, en: {} });
const WORDINGS = [createWording(i18n, 'zh-CN'), createWording(i18n, 'en')];

it.each(worldNames())('says every finding of world %s without a placeholder or key left over', (world) => {
  const { probes } = savedSnapshot(world);
  for (const station of [null, savedStation(world)]) {
    const { findings, devices } = assess(probes, station);
    for (const wording of WORDINGS)
      for (const finding of findings) {
        const { name, why, title, cause, teacher, engineer } = wording.finding(finding, devices);
        for (const text of [name, why, title, cause ?? '', ...teacher, ...engineer])
          expect(text, `${finding.check} ${finding.cause}`).not.toMatch(/\{\{|^(checks|causes|devices|terms)[:.]/);
      }
  }
});
