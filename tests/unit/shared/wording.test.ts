import { describe, expect, it } from 'vitest';
import { ALL_CHECKS } from '../../../src/core/checks/list.ts';
import { createI18n } from '../../../src/shared/i18n.ts';
import { createWording } from '../../../src/shared/wording.ts';
import enModels from '../../../src/shared/locales/en/models.json' with { type: 'json' };
import { foreignProblem, type Problem } from '../../../src/shared/domain/problem.ts';
import enProblems from '../../../src/shared/locales/en/problems.json' with { type: 'json' };
import { failedOutcome, index, outcomes, station, usb } from '../../support/pc/facts.ts';
import { assess, publication } from '../../support/pc/judge.ts';

const i18n = createI18n('zh-CN', { 'zh-CN': {}, en: {} });
const zh = createWording(i18n, 'zh-CN');
const en = createWording(i18n, 'en');

describe('wording', () => {
  it('says one finding in both languages, with names of devices and parts put in', () => {
    const { findings, devices } = assess(outcomes(index().filter((device) => device.bus === '1')));
    const finding = findings.find(({ check }) => check === 'headset-complete')!;
    expect(zh.finding(finding, devices).title).toBe('Valve Index 不完整，缺少：USB 3 集线器');
    expect(en.finding(finding, devices).title).toBe('Valve Index is incomplete, missing: USB 3 hub');
    expect(en.finding(finding, devices).teacher[0]).toContain('blue USB 3 port');
  });

  it('names what is there, where nothing of the headset itself answers', () => {
    const sensors = assess(outcomes([usb('1-3', '2833:0211', { serial: 'WMTD305P400QJ1' })])).devices[0]!;
    expect(zh.whatIsThere(sensors)).toBe('Oculus Rift CV1 的定位传感器');
    expect(en.whatIsThere(sensors)).toBe('Oculus Rift CV1 tracking sensor');
    expect(sensors.serial).toBeNull();
    const [whole] = assess(outcomes(index())).devices;
    expect(zh.whatIsThere(whole!)).toBe('Valve Index');
  });

  it('tells nobody to turn over a plug that fits one way only', () => {
    const finding = assess(outcomes(index().slice(0, 4))).findings.find(({ cause }) => cause === 'usb2-link')!;
    const { devices } = assess(outcomes(index().slice(0, 4)));
    const stepsFor = (plug: 'usb-a' | 'usb-c' | undefined) =>
      zh
        .finding(
          finding,
          devices.map((device) => ({ ...device, plug })),
        )
        .teacher.join();
    expect(stepsFor('usb-a')).not.toContain('Type-C');
    expect(stepsFor('usb-c')).toContain('翻个面');
    expect(stepsFor(undefined)).toContain('翻个面');
    expect(publication.catalogue.models.get('valve-index')?.plug).toBe('usb-a');
  });

  it.each([
    ['no devices at all', outcomes([])],
    ['a complete Index', outcomes(index())],
    ['an Index on USB 2 with an unknown PICO', outcomes([...index().slice(0, 4), usb('1-9', '2d40:0001')])],
    ['a Quest in fastboot', outcomes([usb('1-1', '2833:0081')])],
  ])('leaves no placeholder and no key unspoken: %s', (_, probes) => {
    const { findings, devices } = assess(probes);
    for (const wording of [zh, en])
      for (const finding of findings) {
        const worded = wording.finding(finding, devices);
        const texts = [
          worded.name,
          worded.why,
          worded.title,
          worded.cause ?? '',
          ...worded.teacher,
          ...worded.engineer,
        ];
        for (const text of texts) expect(text).not.toMatch(/\{\{|^(checks|causes|devices)[:.]|undefined|\[object/);
        for (const { name, value } of wording.evidence(finding, devices))
          expect(`${name} ${value}`).not.toMatch(/^terms|evidence\.|undefined|\[object|devices:/);
      }
  });

  it('words a problem with the reason a field is wrong', () => {
    const problem = (reason: string): Problem => ({
      code: 'file-invalid-field',
      params: { file: 'a.json', field: 'seat', reason, detail: 'x' },
    });
    expect(zh.problem(problem('too_small')).title).toBe('文件 a.json 的字段 seat 不正确：太短或太小');
    expect(en.problem(problem('never_heard_of')).title).toContain('wrong content');
  });

  it('says that nothing was collected instead of guessing what it would have shown', () => {
    const probes = { ...outcomes(index()), usb: failedOutcome };
    const { findings, devices } = assess(probes);
    const open = findings.filter(({ cause }) => cause === 'probe-failed');
    expect(open.length).toBeGreaterThan(3);
    for (const finding of open) {
      const { name, title } = zh.finding(finding, devices);
      expect(title).toBe(`${name}：读不到需要的信息`);
    }
  });

  it('names nothing where nothing was expected by name', () => {
    const { findings, devices } = assess(outcomes([]));
    const finding = findings.find(({ cause }) => cause === 'no-headset-seen')!;
    expect(zh.finding(finding, devices).title).toBe('没有看到任何头显');
  });

  it('gives a device one name, whichever finding speaks of it', () => {
    const { findings, devices } = assess(outcomes([...index(), usb('1-9', '2833:5678'), ...index('3')]));
    const names = devices.map((device) => zh.deviceName(device));
    const several = findings.find(({ check }) => check === 'duplicate-headset')!;
    expect(zh.finding(several, devices).title).toContain('Valve Index (1-2)、Valve Index (1-3)');
    expect(zh.evidence(several, devices)[0]?.value).toContain('Valve Index (1-2)');
    expect(names).toContain('未知的 Meta VR 设备');
    for (const finding of findings)
      for (const { value } of zh.evidence(finding, devices)) expect(value).not.toMatch(/@|^Meta$|、Meta$/);
  });

  it('says catalogue names that are descriptions in the language of whoever looks', () => {
    const expects = station([
      { model: 'wmr-controllers', count: 1 },
      { model: 'valve-index', count: 1 },
    ]);
    const { findings, devices } = assess(outcomes(index()), expects);
    const absent = findings.find(({ subject }) => subject === 'wmr-controllers@station')!;
    expect(zh.finding(absent, devices).title).toBe('没有看到手柄：Windows Mixed Reality 手柄');
    expect(zh.finding(absent, devices).cause).toContain('Windows Mixed Reality 手柄');
    expect(en.finding(absent, devices).title).toBe('Controller not seen: Windows Mixed Reality controller');
    expect(zh.modelName('viture', 'VITURE Beast')).toBe('VITURE Beast');
    expect(zh.modelName('quest', 'Meta Quest (model not told by USB)')).toBe('Meta Quest（USB 未给出具体型号）');
  });

  it('repeats the catalogue where it overrides it', () => {
    const names = Object.entries(enModels).map(([id]) => [id, publication.catalogue.models.get(id)?.name]);
    expect(Object.entries(enModels)).toEqual(names);
  });

  it.each([
    ['usb', /重新安装/, /libusb|libudev/],
    ['node-hid', /libusb-1\.0-0 和 libudev1/, /不需要别的/],
    ['something-new', /重新安装/, /\{\{/],
  ])('advises by the library that could not be loaded: %s', (library, says, saysNot) => {
    const { next } = zh.problem({ code: 'native-library-missing', params: { detail: `${library}: no such file` } });
    expect(next).toMatch(says);
    expect(next).not.toMatch(saysNot);
  });

  it('promises no side file before it is known that there is one', () => {
    for (const code of Object.keys(enProblems).filter((one) => one.startsWith('database-'))) {
      const { next } = en.problem(foreignProblem(code, { file: 'f', detail: 'd', found: 2, known: 1 }));
      expect(next).not.toMatch(/files? of (its|their) own/);
    }
  });
});

it.each(['zh-CN', 'en'] as const)(
  'says every cause without a finding in %s: steps complete, and no braces',
  (language) => {
    const wording = createWording(i18n, language, publication.guide.causes);
    for (const { id, causes } of ALL_CHECKS)
      for (const cause of causes) {
        const { cause: text, teacher, engineer } = wording.cause(cause, { device: 'X', name: id });
        const said = [text, ...teacher, ...engineer];
        expect(said.join('\n'), cause).not.toMatch(/\{\{|\}\}|causes:/);
        expect([text.length > 0, teacher.length > 0, engineer.length > 0], cause).toEqual([true, true, true]);
      }
  },
);
