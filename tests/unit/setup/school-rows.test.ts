import { describe, expect, it } from 'vitest';
import { judgeSchoolRows } from '../../../src/core/setup/judge-school-rows.ts';
import { readSchoolFile } from '../../../src/core/setup/read-school-file.ts';
import { createOpener, createSealer } from '../../../src/core/signing/sealing.ts';
import { SCHOOL_COLUMNS } from '../../../src/shared/domain/school-file.ts';
import { schoolColumnOf, schoolHeading } from '../../../src/shared/school-headings.ts';
import { xlsx } from '../../support/lab/asset-register-files.ts';
import { csv, HEADINGS, rowOf } from '../../support/school.ts';

const MODELS = [{ id: 'valve-index', names: ['Valve Index', '头显 Index'] }];

async function judged(content: string | Uint8Array, isPlain = true) {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const read = await readSchoolFile({ name: 'school', bytes });
  if (!read.ok) return read.problem.code;
  return judgeSchoolRows(read.value.lines, MODELS, isPlain);
}

/** The row of seat 3 with one cell changed. */
const withCell = (heading: (typeof HEADINGS)[number], cell: string): string[] =>
  rowOf(3).with(HEADINGS.indexOf(heading), cell);

describe('a school file', () => {
  it('reads headings of both languages in any order, UTF-8 and GBK, and XLSX with merged cells', async () => {
    const english = csv(
      [['01', 'VR Lab', 'suburban', 'School No. 1', 'pc-1', 'valve-index x2']],
      ['Seat', 'Lab', 'Campus', 'School', 'Host name', 'Equipment'],
    );
    expect(await judged(english)).toMatchObject({
      refusals: [],
      rows: [
        {
          host: 'pc-1',
          station: { seat: '01', campusZone: 'suburban', expected: [{ model: 'valve-index', count: 2 }] },
        },
      ],
    });
    // The same from a Chinese Excel: 学校,教室,机位号,校区位置,计算机名 and 一中,V,01,郊区,pc.
    const gbk = Buffer.from(
      'd1a7d0a32cbdcccad22cbbfacebbbac52cd0a3c7f8cebbd6c32cbcc6cbe3bbfac3fb0d0ad2bbd6d02c562c30312cbdbcc7f8' +
        '2c70630d0a',
      'hex',
    );
    expect(await judged(gbk)).toMatchObject({
      refusals: [],
      rows: [{ station: { school: '一中', campusZone: 'suburban' } }],
    });
    const sheet = await xlsx([
      [{ value: '全校 VR 电脑' }],
      ['计算机名', '学校', '校区位置', '教室', '机位号'].map((value) => ({ value })),
      [
        { value: 'a' },
        { value: '一中', rowSpan: 2 },
        { value: '市区', rowSpan: 2 },
        { value: 'V', rowSpan: 2 },
        { value: '01' },
      ],
      [{ value: 'b' }, null, null, null, { value: '02' }],
    ]);
    expect(await judged(sheet)).toMatchObject({
      refusals: [],
      rows: [
        { line: 3, station: { school: '一中' } },
        { line: 4, host: 'b', station: { school: '一中', seat: '02' } },
      ],
    });
  });

  it.each([
    ['校区位置', '校区', 'campusZone', 'zone-unknown'],
    ['标准配置', 'Valve Undex × 1', 'expected', 'device-unknown'],
    ['机位号', '=A2', 'seat', 'formula'],
    ['计算机名', '#REF!', 'host', 'formula'],
    ['学校', '', 'school', 'missing'],
    ['管理员 PIN', '', 'administratorPin', 'pin-administrator-missing'],
    ['教师 PIN', '12345', 'teacherPin', 'pin-not-digits'],
    ['管理员 PIN', '123456', 'administratorPin', 'pin-too-simple'],
    ['教师 PIN', '482913', 'administratorPin', 'pin-already-used'],
    ['客服电话', '请打电话', 'hotline', 'phone'],
    ['渠道 1 方式', '传真', 'channel1Kind', 'channel-kind'],
    ['渠道 1 地址', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send', 'channel1Address', 'secret-missing'],
    ['教室', 'VR\u202E 1', 'lab', 'not-readable'],
  ] as const)('refuses a row for its %s „%s“, and says why', async (heading, cell, column, reason) => {
    const found = await judged(csv([rowOf(1), withCell(heading, cell)]));
    expect(found).toMatchObject({ rows: [{ line: 2 }], refusals: [{ line: 3, column, reason }] });
  });

  it('refuses both of two rows for one PC or one seat, and cells beyond the headings', async () => {
    expect(await judged(csv([rowOf(1), withCell('计算机名', 'vr1-01'), rowOf(2)]))).toMatchObject({
      rows: [{ line: 4 }],
      refusals: [
        { line: 2, column: 'host', reason: 'pc-twice', detail: '3' },
        { line: 3, column: 'host', reason: 'pc-twice', detail: '2' },
      ],
    });
    const sameSeat = await judged(csv([rowOf(1), withCell('机位号', '01')]));
    expect(sameSeat).toMatchObject({ rows: [], refusals: [{ reason: 'seat-twice' }, { reason: 'seat-twice' }] });
    const shifted = await judged(csv([rowOf(1), [...rowOf(2), 'too far']]));
    expect(shifted).toMatchObject({ rows: [{ line: 2 }], refusals: [{ line: 3, reason: 'shifted' }] });
  });

  it('is refused as a whole for a column that is missing, unknown or there twice', async () => {
    expect(await judged(csv([['a', 'b', 'c']], ['计算机名', '学校', '机位号']))).toBe('setup-file-unreadable');
    expect(await judged(csv([], [...HEADINGS, '管理员PNI']))).toBe('setup-column-unknown');
    expect(await judged(csv([], [...HEADINGS, '座位号']))).toBe('setup-column-twice');
    expect(await judged(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]))).toBe('setup-file-damaged');
  });

  it('goes to a PC only sealed: plain PINs and secrets are refused there, and never repeated in the reason', async () => {
    const found = await judged(csv([rowOf(1)]), false);
    expect(found).toMatchObject({
      rows: [],
      refusals: [
        { column: 'teacherPin', reason: 'pin-plain' },
        { column: 'administratorPin', reason: 'pin-plain' },
        { column: 'channel1Address', reason: 'secret-plain' },
      ],
    });
    expect(JSON.stringify(found)).not.toMatch(/482913|not-for-pupils/);
  });

  it('has one meaning for every heading of the template', () => {
    for (const language of ['zh-CN', 'en'] as const)
      expect(SCHOOL_COLUMNS.map((column) => schoolColumnOf(schoolHeading(column, language)))).toEqual(SCHOOL_COLUMNS);
  });
});

describe('a sealed secret', () => {
  it('opens with the pass phrase, and for the channel it was sealed for', async () => {
    const place = { kind: 'wecom', address: 'https://qyapi.weixin.qq.com/send' };
    const sealed = (await createSealer('桃李满天下 2026'))({ key: 'k' }, place);
    expect(sealed).not.toContain('"k"');
    const open = createOpener(' 桃李满天下 ２０２６ ');
    expect(await open(sealed, place)).toEqual({ key: 'k' });
    // Whoever writes another address into the row gets no secret sent there.
    expect(await open(sealed, { ...place, address: 'https://pupil.example/send' })).toBeNull();
    expect(await createOpener('another phrase')(sealed, place)).toBeNull();
    expect(await open(`${sealed.slice(0, -4)}AAAA`, place)).toBeNull();
  });
});
