import { describe, expect, it } from 'vitest';
import type { FormContent, FormKind } from '../../../../src/core/reports/forms/form-content.ts';
import { LANGUAGES } from '../../../../src/shared/domain/language.ts';
import { formRecord, RARE_NAME, requestEvent, WHOLE_STORY } from '../../../support/request/form-records.ts';
import { contentOf, pageOf } from '../../../support/request/reports.ts';

const KINDS: readonly FormKind[] = ['request-form', 'handling-sheet'];

/** Every value by its tag; tables as their rows. */
function valuesOf(content: FormContent): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const section of content.sections)
    if (section.type === 'text') values[section.tag] = section.text;
    else if (section.type === 'table') values[section.tag] = section.rows.map((row) => Object.values(row));
    else for (const { tag, value } of section.fields) values[tag] = value;
  return values;
}

const tablesOf = ({ sections }: FormContent) => sections.filter((section) => section.type === 'table');

/** A request about which nothing is known but that it was filed. */
const bare = {
  ...formRecord(
    { place: null, contact: null, symptoms: [], devices: [], run: null, description: '', wantedBy: null, promises: [] },
    [],
  ),
  promises: [],
};

describe('the request form', () => {
  it('the request form has what was filed, what was promised and why, and how it was accepted', () => {
    expect(valuesOf(contentOf('request-form', formRecord()))).toEqual({
      title: '3 号机位头显连接不上，画面全黑',
      school: '某市第一中学',
      campusZone: '市区',
      lab: '虚拟仿真实验室（二）',
      seat: '3 号',
      contactName: `张${RARE_NAME}`,
      contactPhone: '138 0000 0000',
      kind: '技术类（故障处理）',
      work: '简单需求',
      urgency: '重要',
      scope: '多个机位',
      effect: '部分教学受影响',
      filedAt: '2026年11月23日 08:10',
      wantedBy: '2026年11月23日 13:30',
      description:
        '今天第二节课前检测，3 号机位的头显没有画面，重新插拔后仍然不亮。\n同组 4 号机位时好时坏。\n下午第一节还要用这间实验室。',
      symptoms: [
        ['1', 'Valve Index 不完整，缺少：USB 3 集线器', '不通过', '7KQ3-M2XA-9PDT-4'],
        ['2', '手柄：没有读到，无法判断', '无法判断', ''],
      ],
      devices: [
        ['1', 'Valve Index', 'LHR-1A2B3C4D', ''],
        ['2', '未知 VR 设备', '', ''],
      ],
      promises: [
        ['首次响应', '2026年11月23日 09:10', '核心级教师：1 小时内响应'],
        ['到达现场', '2026年11月23日 12:10', '重要需求，市区：4 小时内到达现场'],
        ['解决问题', '2026年11月23日 16:10', '核心级教师：2 小时内解决'],
        ['交付资源', '2027年2月18日 20:00', '定制资源：15 个工作日内交付（该年放假安排未知，暂按周末推算）'],
      ],
      acknowledgedAt: '2026年11月23日 08:35',
      acknowledgedBy: '客服王',
      plannedFor: '2026年11月23日 13:00',
      handler: '李工',
      arrangement: '已收到，1 小时内反馈处理方案。\n带备用线缆和串流盒上门。',
    });
  });

  it('the QR code of the request form has the number and each fault code once', () => {
    const [symptom] = formRecord().request.symptoms;
    const codes = ['A', 'A', 'B', 'C', 'D'].map((faultCode) => ({ ...symptom!, faultCode }));
    expect(contentOf('request-form', formRecord({ symptoms: codes })).code).toBe('VR-261123-7KQ3 A B C');
  });
});

describe('the handling sheet', () => {
  it('the handling sheet has all events, how the request ended and how the teacher rates it', () => {
    const values = valuesOf(contentOf('handling-sheet', formRecord()));
    expect(values).toMatchObject({
      teacher: `张${RARE_NAME}`,
      handler: '李工',
      state: '已办结',
      foundAt: '2026年11月23日 08:02',
      reportedAt: '2026年11月23日 08:10',
      solution: '更换串流盒和 DisplayPort 线缆，复检全部通过。',
      resolvedAt: '2026年11月23日 15:05',
      closedAt: '2026年11月24日 10:05',
      followedUpAt: '2026年11月24日 10:00',
      satisfaction: '96 分（满分 100 分）',
      followUpResult: '回访时设备正常，教师满意。',
    });
    expect(values['progress']).toHaveLength(WHOLE_STORY.length);
    expect((values['progress'] as string[][])[3]).toEqual([
      '2026年11月23日 09:30',
      '约定时间',
      '李工',
      '带备用线缆和串流盒上门。\n约定时间：2026年11月23日 13:00',
    ]);
    expect((values['promises'] as string[][]).map(([what, , done, state]) => [what, done, state])).toEqual([
      ['首次响应', '2026年11月23日 08:35', '按时完成'],
      ['到达现场', '2026年11月23日 13:40', '逾期完成'],
      ['解决问题', '', '已逾期'],
      ['交付资源', '', '未到期'],
    ]);
  });

  it('the handling sheet of a reopened request has no result, and empty rows for further progress', () => {
    // Handed in out of order, as they come from a file.
    const events = [requestEvent('reopened', '2026-11-25T08:00:00+08:00', '又黑屏了'), ...WHOLE_STORY];
    const content = contentOf('handling-sheet', formRecord({}, events));
    expect(valuesOf(content)).toMatchObject({
      state: '处理中',
      solution: '',
      resolvedAt: '',
      closedAt: '',
      followUpResult: '',
    });
    const progress = content.sections.find((section) => section.type === 'table' && section.tag === 'progress');
    expect(progress).toMatchObject({ blankRows: 3, rows: { length: WHOLE_STORY.length + 1 } });
  });
});

describe.each(LANGUAGES)('both forms in %s', (language) => {
  it.each(KINDS)('the form %s has a text for every key and no placeholder', (kind) => {
    for (const record of [formRecord({ demo: true }), bare]) {
      const said = JSON.stringify(contentOf(kind, record, language));
      expect(said.match(/documents\.|requests:|\{\{|undefined|null,"value"/g)).toBeNull();
    }
  });

  it.each(KINDS)('the form %s leaves unknown values blank', (kind) => {
    const values = valuesOf(contentOf(kind, bare, language));
    for (const tag of ['school', 'lab', 'seat', 'contactPhone', 'handler', 'description'])
      expect([tag, values[tag]]).toEqual([tag, '']);
    const tables = tablesOf(contentOf(kind, bare, language)).map(
      ({ rows, blankRows }) => rows.length === 0 && blankRows > 0,
    );
    expect(tables).toEqual(tables.map(() => true));
  });

  it('a form warns of a demonstration, and only then', () => {
    expect(contentOf('request-form', formRecord({ demo: true }), language).warning).not.toBe('');
    expect(contentOf('request-form', formRecord(), language).warning).toBe('');
  });
});

it('the columns of every form table fill its width', () => {
  const tables = KINDS.flatMap((kind) => tablesOf(contentOf(kind, formRecord())));
  const widths = tables.map(({ columns }) => columns.reduce((sum, { share }) => sum + share, 0));
  expect(widths).toEqual(tables.map(() => 100));
});

it('unprintable characters of a form are removed, and line ends are normalized', () => {
  const description = 'a\u0000\u0008b\u000b\r\nc\rd\u2028e\ud800\ufffe\u{1fffe}\t𬭎\n \n\n\nend';
  const { description: printed } = valuesOf(contentOf('request-form', formRecord({ description }))) as {
    description: string;
  };
  expect(printed).toBe('ab\nc\nd\ne\ufffd\t𬭎\n\nend');
});

describe('the page', () => {
  const hostile = '</style></title><script>x</script>"\'&lt;<img src=x onerror=alert(1)><!--';

  it('the page of a form holds values as text: they make no element, attribute or style', async () => {
    const given = formRecord(
      {
        number: hostile.slice(0, 40),
        title: hostile,
        description: hostile,
        contact: { name: hostile.slice(0, 40), phone: '' },
      },
      [requestEvent('progress', '2026-11-23T09:00:00+08:00', hostile)],
    );
    const innocent = formRecord({ number: 'n', title: 't', description: 'd', contact: { name: 'n', phone: '' } }, [
      requestEvent('progress', '2026-11-23T09:00:00+08:00', 'p'),
    ]);
    for (const kind of KINDS) {
      const tagsIn = (html: string) => html.replaceAll(/<svg.*<\/svg>/gs, '').match(/<[^>]*>/g);
      const page = await pageOf(contentOf(kind, given));
      expect(tagsIn(page)).toEqual(tagsIn(await pageOf(contentOf(kind, innocent))));
      expect(page.match(/<\/style>/g)).toHaveLength(1);
      expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
    }
  });

  it('the page of a form forbids everything but its own styles and pictures, and refers to nothing outside it', async () => {
    const page = await pageOf(contentOf('request-form', formRecord()));
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"`);
    expect(page.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|file:|url\(|@import|<script|<link/);
  });
});
