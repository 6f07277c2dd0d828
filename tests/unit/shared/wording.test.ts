import { describe, expect, it } from 'vitest';
import { createI18n, createWording } from '../../../src/shared/wording.ts';
import { index, outcomes, usb } from '../../support/facts.ts';
import { assess } from '../../support/judge.ts';

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
        for (const { name, value } of wording.evidence(finding.evidence))
          expect(`${name} ${value}`).not.toMatch(/^terms|evidence\.|undefined|\[object|devices:/);
      }
  });

  it('words a problem with the reason a field is wrong', () => {
    const problem = {
      code: 'file-invalid-field',
      params: { file: 'a.json', field: 'seat', reason: 'too_small', detail: 'x' },
    };
    expect(zh.problem(problem).title).toBe('文件 a.json 的字段 seat 不正确：太短或太小');
    expect(en.problem({ ...problem, params: { ...problem.params, reason: 'never_heard_of' } }).title).toContain(
      'wrong content',
    );
  });
});
