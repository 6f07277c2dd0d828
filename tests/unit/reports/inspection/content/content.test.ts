import { describe, expect, it } from 'vitest';
import { composeContent } from '../../../../../src/core/reports/inspection/content/compose-content.ts';
import { joinFindings } from '../../../../../src/core/reports/inspection/content/join-findings.ts';
import { seatRanges } from '../../../../../src/core/reports/inspection/content/report-words.ts';
import { supplementSchema } from '../../../../../src/shared/domain/inspection/inspection-record.ts';
import * as terms from '../../../../../src/shared/domain/inspection/inspection-terms.ts';
import { equipmentStateSchema } from '../../../../../src/shared/domain/inspection/lab-equipment.ts';
import { readingMarkSchema } from '../../../../../src/shared/domain/inspection/inspection-session.ts';
import { LANGUAGES } from '../../../../../src/shared/domain/language.ts';
import { composed, inspectionWords } from '../../../../support/inspection/inspection-documents.ts';
import { inspectionRecord, inspectionReport } from '../../../../support/inspection/inspection-report.ts';
import type { Problem } from '../../../../../src/shared/domain/problem.ts';
import { keyFromData } from '../../../../../src/shared/locales/text-keys.ts';

type Content = ReturnType<typeof composed>;

/** Every text of a value, however deep. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsOf) : [];
}
const chaptersOf = ({ blocks }: Content) =>
  blocks.flatMap((block) => (block.type === 'heading' && block.level === 2 ? [block.text] : []));
const tablesOf = ({ blocks }: Content) => blocks.filter((block) => block.type === 'table');
const rowNamed = (content: Content, name: string) =>
  tablesOf(content)
    .flatMap(({ rows }) => rows)
    .find(([first]) => textsOf(first).includes(name));

it.each<[string[], string[]]>([
  [
    ['01', '02', '03', '04', '05', '07'],
    ['01–05', '07'],
  ],
  [['10', '9', '8'], ['8–10']],
  [
    ['09', '10', '11', '1', '2'],
    ['1', '2', '09–11'],
  ],
  [
    ['A-1', 'A-2', 'A-3', 'B-4', '教师机'],
    ['A-1–A-3', 'B-4', '教师机'],
  ],
  [['3 号', '4 号', '5 号'], ['3 号–5 号']],
  [
    ['1', '1', '2'],
    ['1', '2'],
  ],
  [[], []],
])('seat names are shortened to ranges: %j', (seats, ranges) => {
  expect(seatRanges(seats)).toEqual(ranges);
});

it('findings that begin alike are said once, with every reason', () => {
  const updates = ['系统更新需要处理：自动更新关闭了', '防火墙没有开', '系统更新需要处理：还差一次重启'];
  expect(joinFindings(updates, 'zh-CN')).toEqual(['系统更新需要处理：自动更新关闭了；还差一次重启', '防火墙没有开']);
});

describe('the content of a report', () => {
  it('the first page says the conclusion and why, the figures, every seat, and the gravest problems', () => {
    const report = inspectionReport();
    const { blocks } = composed(report, inspectionRecord());
    const summary = blocks.slice(
      0,
      blocks.findIndex((block) => block.type === 'heading' && block.text.startsWith('一、')),
    );
    const said = textsOf(summary);
    expect(said).toContain('结论：限期整改');
    expect(said).toContain(report.conclusion.ruleReason['zh-CN']);
    const strip = summary.find((block) => block.type === 'strip');
    expect(strip?.seats.map(({ label }) => label)).toEqual(report.stations.map(({ seat }) => seat));
    expect(strip?.seats[2]).toMatchObject({
      label: '03',
      look: 'abnormal',
      words: expect.stringContaining('异常 1') as string,
    });
  });

  it.each([
    ['zh-CN', '未定（规则建议：限期整改）'],
    ['en', 'not decided (proposed by the rules: Rectify by deadline)'],
  ] as const)('a draft that nobody has concluded does not state a conclusion in %s', (language, undecided) => {
    const { conclusion, ...rest } = inspectionReport();
    const draft = { ...rest, conclusion: { ...conclusion, undecided: true as const, reason: '' } };
    const content = composeContent(draft, null, inspectionWords(language));
    expect(content.cover.map(({ value }) => value)).toContain(undecided);
    const stated = textsOf(content.blocks).filter((text) => /^(?:结论：|Conclusion: )/u.test(text));
    expect(stated).toHaveLength(2);
    expect(stated.filter((text) => !text.endsWith(undecided))).toEqual([]);
  });

  it('a report in another language has every fixed text in it, and what people wrote as they wrote it', () => {
    const english = composeContent(inspectionReport(), inspectionRecord(), inspectionWords('en'));
    expect(english.language).toBe('en');
    expect(chaptersOf(english)[0]).toBe('Summary');
    expect(english.warnings).toHaveLength(1);
    expect(textsOf(english.blocks).join(' ')).toContain('接头处开裂');
    const said = { 'zh-CN': '换线', en: 'Replace the cable' };
    const advice = [
      { id: 'r', text: '换线', said },
      { id: 'changed', text: '换两根线', said },
    ];
    const advised = composeContent(inspectionReport({ change: { advice } }), null, inspectionWords('en'));
    expect(advised.blocks.flatMap((block) => (block.type === 'list' ? block.entries : []))).toEqual([
      'Replace the cable.',
      '换两根线.',
    ]);
  });

  it('advice names what it is about, and ends as a sentence', () => {
    const { sections } = inspectionReport();
    const item = sections[0]!.items[0]!.item;
    const advice = [
      { id: 'r', text: '换线', about: { items: [item.id], subjects: ['seat:03' as const] } },
      { id: 'own', text: '多通风。' },
    ];
    const { blocks } = composed(inspectionReport({ change: { advice } }), null);
    expect(blocks.flatMap((block) => (block.type === 'list' ? block.entries : []))).toEqual([
      `${item.text['zh-CN']}（机位 03）：换线。`,
      '多通风。',
    ]);
  });

  it.each(LANGUAGES)('the content of a report has every text in %s', (language) => {
    const photos = [{ width: 4, height: 3 }];
    const supplement = supplementSchema.parse({
      position: 1,
      at: '2026-11-23T08:00:00+08:00',
      author: '李',
      text: '更正',
      hash: 'a'.repeat(64),
    });
    for (const record of [null, inspectionRecord({ supplements: [supplement] })]) {
      const said = textsOf(composed(inspectionReport({ language, photos }), record));
      expect(said.filter((text) => /\b(report|terms)\.\w|\{\{|undefined|\[object/.test(text))).toEqual([]);
    }
    const { term } = inspectionWords(language);
    const enums: Record<string, readonly string[]> = {
      outcome: terms.itemOutcomeSchema.options,
      reason: terms.notInspectedReasonSchema.options,
      severity: terms.severitySchema.options,
      owner: terms.ownerSchema.options,
      kind: terms.inspectionKindSchema.options,
      conclusion: terms.conclusionSchema.options,
      role: terms.signatureRoleSchema.options,
      mark: readingMarkSchema.options,
      equipment: equipmentStateSchema.options,
    };
    for (const [name, values] of Object.entries(enums))
      for (const value of values) expect(term(keyFromData(`${name}.${value}`))).not.toContain(`${name}.`);
  });

  it('the chapters of a report are in order and numbered without a gap', () => {
    expect(chaptersOf(composed(inspectionReport(), inspectionRecord()))).toEqual([
      '摘要',
      '一、巡检概况',
      '二、问题汇总',
      '三、统计',
      '四、与上期对比',
      '五、优化建议',
      '六、巡检结论',
      '附录一　逐项结果',
      '附录二　设备清单与账物核对',
      '附录三　版本符合性',
      '附录四　各机位原始数据摘要',
      '附录五　数据封存与核验',
    ]);
    const withPhoto = composed(inspectionReport({ language: 'en', photos: [{ width: 4, height: 3 }] }), null);
    expect(chaptersOf(withPhoto).slice(9, 11)).toEqual(['Annex 3. Version conformity', 'Annex 4. Photos']);
  });

  it('seats with the same result share a line, and abnormal ones are emphasized', () => {
    const content = composed(inspectionReport(), inspectionRecord());
    expect(rowNamed(content, '线缆外皮完好')?.[4]).toEqual([
      { text: '03：异常：接头处开裂，𬭎㛃䶮老师已停用', strong: true },
      { text: '01、02、04、06–08：正常', strong: false },
      { text: '05：正常：略有磨损', strong: false },
    ]);
    expect(rowNamed(content, '供电电压')?.slice(1)).toEqual([
      '11.4～12.6 V',
      '仪器测量',
      '12.01 V ～ 12.07 V',
      [
        { text: '08：未检（没有测量仪器）', strong: false },
        { text: '01–07：正常', strong: false },
      ],
    ]);
    expect(rowNamed(content, '相对湿度')?.[4]).toEqual([{ text: '异常：78 %RH；空调除湿未开', strong: true }]);
  });

  it('a report never shows an open or uninspected item as normal, nor rounds a share up to 100 %', () => {
    const open = inspectionReport({ answers: () => ({}) });
    const content = composed(open, null);
    expect(rowNamed(content, '线缆外皮完好')?.[4]).toEqual([{ text: '全部 8 个机位：未填', strong: true }]);
    expect(textsOf(content.blocks).join('\n')).not.toContain('100.0%');
    const { share } = inspectionWords('zh-CN');
    const none = { abnormal: 0, notApplicable: 0, open: 0 };
    expect(share({ ...none, asked: 3000, normal: 2999, notInspected: 1 })).toBe('99.9%');
    expect(share({ ...none, asked: 73, normal: 61, notInspected: 12 })).toBe('83.6%');
    expect(share({ ...none, asked: 800, normal: 401, notInspected: 399 })).toBe('50.1%');
    expect(share({ ...none, asked: 10, normal: 7, notInspected: 3 })).toBe('70.0%');
    expect(share({ ...none, asked: 0, normal: 0, notInspected: 0 })).toBe('—');
  });

  it('a report warns of a draft, a demonstration, and an altered record', () => {
    const marks = (content: Content) => [content.watermark, ...content.warnings.map((text) => text.slice(0, 4))];
    expect(marks(composed(inspectionReport(), inspectionRecord()))).toEqual(['']);
    expect(marks(composed(inspectionReport(), null))).toEqual(['草稿', '草稿：尚']);
    expect(marks(composed(inspectionReport({ change: { demo: true } }), null))).toEqual([
      '演示 · 草稿',
      '演示数据',
      '草稿：尚',
    ]);
    const problem: Problem = { code: 'inspection-record-altered', params: { number: 'XJ-1' } };
    const altered = composed(inspectionReport(), inspectionRecord({ problem }));
    expect(marks(altered)).toEqual(['与签字时不一致', '注意：本']);
    expect(altered.continued).toContain('与签字时不一致');
  });

  it('a report has a line for every role without a signature, and a note at drawn ones', () => {
    const places = (content: Content) =>
      content.blocks.flatMap((block) =>
        block.type === 'signatures'
          ? block.places.map(({ role, name, strokes, note, stamp }) => [role, name, strokes !== null, note, stamp])
          : [],
      );
    expect(places(composed(inspectionReport(), inspectionRecord()))).toEqual([
      ['inspector', '张𬭎㛃䶮', true, '（手写签名图像）', ''],
      ['reviewer', '', false, '签字：', ''],
      ['school', '王主任', false, '签字：', '（盖章处）'],
    ]);
    // Who was there for the school is not thereby who confirms.
    const unsigned = inspectionReport({ change: { schoolPerson: '王主任' } });
    expect(places(composed(unsigned, null))[2]?.slice(0, 2)).toEqual(['school', '']);
    const erased = inspectionRecord().signatures.map((signature) => ({ ...signature, strokes: null }));
    expect(places(composed(inspectionReport(), inspectionRecord({ signatures: erased })))[0]?.[3]).toContain(
      '已按保存期限删除',
    );
  });
});
