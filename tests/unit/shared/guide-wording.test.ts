import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHECK_RUN_SCHEMA, reportOf } from '../../../src/shared/check-run-report.ts';
import type { Finding } from '../../../src/shared/domain/finding.ts';
import type { PublishedCauses } from '../../../src/shared/domain/guide.ts';
import { LANGUAGES } from '../../../src/shared/domain/language.ts';
import type { Snapshot } from '../../../src/shared/domain/snapshot.ts';
import { RESULTS as enTexts } from '../../../src/shared/locales/en/results.ts';
import { RESULTS as zhTexts } from '../../../src/shared/locales/zh-CN/results.ts';
import { createI18n } from '../../../src/shared/i18n.ts';
import { createWording } from '../../../src/shared/wording.ts';
import { index } from '../../support/pc/facts.ts';
import { assess } from '../../support/pc/judge.ts';
import { run } from '../../support/pc/runs.ts';
import { worldFile, worldNames } from '../../worlds/generator/world-folders.ts';

const i18n = createI18n('zh-CN', { 'zh-CN': {}, en: {} });
const wordings = (guide: PublishedCauses = {}) => LANGUAGES.map((language) => createWording(i18n, language, guide));

interface Words {
  readonly text: string;
  readonly teacher: readonly string[];
  readonly engineer: readonly string[];
}
/** What the program says itself, with a mark in front of every text. */
const marked = ({ text, teacher, engineer }: Words) => ({
  text: `※${text}`,
  teacher: teacher.map((step) => `※${step}`),
  engineer: engineer.map((step) => `※${step}`),
});
const EVERY_CAUSE: PublishedCauses = Object.fromEntries(
  Object.entries(zhTexts.causes).map(([cause, words]) => [
    cause,
    { 'zh-CN': marked(words), en: marked(enTexts.causes[cause as keyof typeof enTexts.causes]) },
  ]),
);

const ADDED_STEPS = new Set(
  [zhTexts.causes, enTexts.causes].flatMap((causes) =>
    Object.values(causes).flatMap((words) => ('usbC' in words ? words.usbC : [])),
  ),
);

const finding = (evidence: Finding['evidence'], cause: string | null = 'version-blocked'): Finding => ({
  check: 'steamvr-version',
  outcome: 'fail',
  subject: 'host',
  evidence,
  cause,
});
const BLOCKED = finding({ product: 'SteamVR', version: '1.2', reason: { 'zh-CN': '太旧', en: 'too old' }, row: 'r' });

describe('published words', () => {
  it.each(worldNames())('are filled in like those of the program, for every cause of world %s', (world) => {
    const { probes } = JSON.parse(readFileSync(worldFile(world, 'snapshot.json'), 'utf8')) as Snapshot;
    const { findings, devices } = assess(probes);
    const guided = wordings(EVERY_CAUSE);
    for (const [at, plain] of wordings().entries())
      for (const one of findings) {
        const own = plain.finding(one, devices);
        // Published steps are taken as they are: what the program adds for some plugs is not among them.
        const teacher = own.teacher.filter((step) => !ADDED_STEPS.has(step));
        const { text, ...steps } = marked({ ...own, teacher, text: own.cause ?? '' });
        expect(guided[at]!.finding(one, devices)).toEqual(one.cause === null ? own : { ...own, cause: text, ...steps });
      }
  });

  it('win field by field and language by language', () => {
    const guide = {
      'version-blocked': { 'zh-CN': { teacher: ['请拨 8123。', '换一台电脑。'] }, en: { text: 'Ours.' } },
    };
    const [zh, en] = wordings(guide).map((wording) => wording.finding(BLOCKED, []));
    const [ownZh, ownEn] = wordings().map((wording) => wording.finding(BLOCKED, []));
    expect(zh).toEqual({ ...ownZh, teacher: ['请拨 8123。', '换一台电脑。'] });
    expect(en).toEqual({ ...ownEn, cause: 'Ours.' });
  });

  it('leave other causes, and findings without one, as they are', () => {
    const guide = { 'usb2-link': { 'zh-CN': { text: '甲' }, en: { text: 'A' } } };
    for (const one of [BLOCKED, finding({}, null), finding({}, 'constructor')])
      for (const [at, wording] of wordings(guide).entries())
        expect(wording.finding(one, [])).toEqual(wordings()[at]!.finding(one, []));
  });

  it('take values once: braces and program text inside a value stay what they are', () => {
    const guide = {
      'version-blocked': { 'zh-CN': {}, en: { text: '{{ product }}/{{reason}}/$t(terms:verdict.ready)' } },
    };
    const odd = finding({ product: '{{reason}} $& $t(devices:host)', reason: { 'zh-CN': '旧', en: 'old' } });
    expect(wordings(guide)[1]!.finding(odd, []).cause).toBe(
      '{{reason}} $& $t(devices:host)/old/$t(terms:verdict.ready)',
    );
  });

  it('give way to the program where a value is missing, and never show braces', () => {
    const words = { text: 'Since {{since}}.', teacher: ['Call 8123.', 'Say {{toString}}.'], engineer: ['{{}}'] };
    const guide = { 'version-blocked': { 'zh-CN': words, en: words } };
    for (const [at, wording] of wordings(guide).entries())
      expect(wording.finding(BLOCKED, [])).toEqual(wordings()[at]!.finding(BLOCKED, []));
  });

  it('stand in the published form of a run, also of one kept before they were published', () => {
    const kept = run(
      0,
      index().filter((device) => device.bus === '1'),
    );
    const guide = { 'usb2-link': { 'zh-CN': { teacher: ['换标红的口。'] }, en: { teacher: ['Use {{device}} red.'] } } };
    const remedies = wordings(guide).map((wording) => {
      const report = reportOf(kept, wording, []);
      expect(report.schema).toBe(CHECK_RUN_SCHEMA);
      return report.findings.find(({ causeId }) => causeId === 'usb2-link')?.remedy.teacher;
    });
    expect(remedies).toEqual([['换标红的口。'], ['Use Valve Index red.']]);
  });
});
