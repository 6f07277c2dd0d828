import { encodeTime } from 'ulid';
import { describe, expect, it } from 'vitest';
import { requestNumberOf } from '../../../src/core/records/record-numbers.ts';
import { draftRequest } from '../../../src/core/requests/draft-request.ts';
import { composeRequest, previewDigest } from '../../../src/core/requests/prepare-request.ts';
import { firstCharacters } from '../../../src/core/requests/whole-characters.ts';
import { filedRequestSchema, requestDraftSchema } from '../../../src/shared/domain/service-request.ts';
import { createI18n } from '../../../src/shared/i18n.ts';
import { proposeEffect } from '../../../src/shared/summarize-findings.ts';
import { briefly, createWording } from '../../../src/shared/wording.ts';
import { station } from '../../support/pc/facts.ts';
import { publication } from '../../support/pc/judge.ts';
import { draft, eventMessage, requestMessage } from '../../support/request/requests.ts';
import { run } from '../../support/pc/runs.ts';

const nothing = { 'zh-CN': {}, en: {} };
const zh = createWording(createI18n('zh-CN', nothing), 'zh-CN');
const en = createWording(createI18n('en', nothing), 'en');

/** An Index whose parts behind the link box do not answer. */
const broken = run(0, []);
const facts = {
  run: broken,
  station: station(null),
  level: null,
  publication,
  version: '0.1.0',
  demo: false,
  wording: zh,
  now: new Date('2026-11-22T09:00:00+08:00'),
};
const decided = { urgency: 'major', promises: [] } as const;

describe('a draft from a run', () => {
  const made = draftRequest('technical', { run: broken, check: null }, { name: '张三', phone: '' }, zh);

  it('is a valid form with the words of the findings and the contact', () => {
    expect(requestDraftSchema.parse(made)).toEqual(made);
    expect(made.run).toBe(broken.id);
    expect(made.contact).toEqual({ name: '张三', phone: '' });
    const [first] = broken.findings.filter(({ outcome }) => outcome === 'fail' || outcome === 'unknown');
    expect(made.description).toContain(zh.finding(first!, broken.devices).title);
    expect(made.description).toMatch(/^2026-11-22 08:00 检测发现：\n· /);
  });

  it('of several problems is named after the gravest, and says how many there are', () => {
    const evidence = { probe: 'software', problem: 'x' };
    const unread = {
      check: 'gpu-driver',
      cause: 'probe-failed',
      outcome: 'unknown',
      subject: 'host',
      evidence,
    } as const;
    const both = { ...broken, findings: [...broken.findings, unread] };
    const { title } = draftRequest('technical', { run: both, check: null }, null, zh);
    expect(title).toBe(`${made.title} 等 2 项`);
  });

  it.each([
    ['suite-version', 'version-deprecated', '演示平台（演示产品）3.2.0 即将停止支持（九月起不再更新）'],
    ['gpu-driver', 'probe-failed', '显卡驱动：读不到需要的信息（USB 设备：没有回答）'],
    ['headset-present', 'headset-not-seen', '没有看到头显：Valve Index（应有 1 台，实有 0 台）'],
  ] as const)('says of %s with %s once what title and cause share', (check, cause, line) => {
    const evidence = {
      ...(check === 'headset-present' && { model: 'Valve Index', expected: 1, found: 0 }),
      ...(check === 'suite-version' && {
        product: '演示平台（演示产品）',
        version: '3.2.0',
        reason: '九月起不再更新。',
      }),
      ...(check === 'gpu-driver' && { probe: 'usb', problem: '没有回答' }),
    };
    const finding = { check, cause, outcome: 'fail', subject: 'host', evidence } as const;
    expect(briefly(zh, finding, [])).toBe(line);
  });

  it('speaks the language of whoever files', () => {
    const english = draftRequest('technical', { run: broken, check: null }, null, en);
    expect(english.description).toMatch(/^The check at 2026-11-22 08:00 found:\n· /);
    expect(english.description).not.toMatch(/\p{Script=Han}/u);
  });

  it('about one problem holds that one only', () => {
    const troubles = broken.findings.filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not-applicable');
    const about = draftRequest('technical', { run: broken, check: troubles[0]!.check }, null, zh);
    expect(about.checks).toEqual([troubles[0]!.check]);
    expect(about.title).toBe(zh.finding(troubles[0]!, broken.devices).title);
    expect(about.description.split('\n')).toHaveLength(2);
  });

  it('by hand is named after its kind', () => {
    const training = draftRequest('training', null, null, zh);
    expect(training).toMatchObject({ title: '申请培训', run: null, description: '', effect: 'none' });
    expect(requestDraftSchema.safeParse(training).success).toBe(true);
  });
});

describe('what leaves the PC', () => {
  it('is a valid request with place, symptoms, devices and number', () => {
    const made = draftRequest('technical', { run: broken, check: null }, null, zh);
    const request = composeRequest(made, { ...decided, promises: [] }, facts);
    expect(filedRequestSchema.parse(request)).toEqual(request);
    expect(request.number).toBe(requestNumberOf(made.id));
    expect(request.place).toEqual({
      school: facts.station.school,
      campusZone: facts.station.campusZone,
      lab: facts.station.lab,
      seat: facts.station.seat,
    });
    expect(request.symptoms[0]).toMatchObject({ faultCode: expect.stringMatching(/^\w{4}(-\w{4}){4}$/) as unknown });
    expect(request.contact).toBeNull();
  });

  it('is marked when it was made in a demonstration', () => {
    expect(composeRequest(draft(), { ...decided, promises: [] }, { ...facts, run: null, demo: true }).demo).toBe(true);
  });
});

describe('the digest of a preview', () => {
  it('stays when only time has gone on', () => {
    expect(previewDigest(requestMessage({ filedAt: '2026-11-22T09:05:00.000+08:00' }))).toBe(
      previewDigest(requestMessage()),
    );
    expect(previewDigest(eventMessage({ at: '2026-11-23T09:05:00.000+08:00' }))).toBe(previewDigest(eventMessage()));
  });

  it.each([
    ['contact', { contact: { name: '张三', phone: '13900000000' } }],
    ['description', { description: '别的' }],
    ['place', { place: null }],
    ['symptoms', { symptoms: [] }],
    ['scope', { scope: 'school' }],
  ] as const)('breaks when the %s is another', (_field, changes) => {
    expect(previewDigest(requestMessage(changes as never))).not.toBe(previewDigest(requestMessage()));
  });

  it('breaks when the text of an event is another', () => {
    expect(previewDigest(eventMessage({ text: '别的' }))).not.toBe(previewDigest(eventMessage()));
  });
});

describe('small rules', () => {
  it.each([
    ['the last moment of a day', '2026-11-22T23:59:59.999+08:00', '261122'],
    ['the first of the next, still the old day in UTC', '2026-11-23T00:00:00+08:00', '261123'],
  ])('a number carries the day in UTC+8 and the end of the id: %s', (_, begun, day) => {
    expect(requestNumberOf(`${encodeTime(Date.parse(begun))}000000000000ABCD`)).toBe(`VR-${day}-00ABCD`);
  });

  it('a text is never cut within a character', () => {
    expect(firstCharacters('👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 12)).toBe('👨‍👩‍👧‍👦…');
    expect(firstCharacters('短', 12)).toBe('短');
  });

  it.each([
    ['not-ready', 'seat', 'hindered'],
    ['not-ready', 'school', 'stopped'],
    ['unknown', 'lab', 'stopped'],
    ['usable', 'school', 'none'],
    [null, 'school', 'none'],
  ] as const)('verdict %s for the %s proposes %s', (verdict, scope, effect) => {
    expect(proposeEffect(verdict, scope)).toBe(effect);
  });
});
