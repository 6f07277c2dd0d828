import { parse } from 'csv-parse/sync';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { archiveIndexSchema } from '../../../../src/core/inspections/archive/archive-index.ts';
import type { ArchiveDependencies } from '../../../../src/core/inspections/archive/find-records.ts';
import { type ArchiveOrder, writeArchive } from '../../../../src/core/inspections/archive/write-archive.ts';
import type { RequestRecord, RequestSummary } from '../../../../src/shared/domain/request-record.ts';
import { fail, succeed } from '../../../../src/shared/domain/result.ts';
import type { InspectionSummary } from '../../../../src/shared/domain/inspection/inspection-session.ts';
import type { ServiceLevel } from '../../../../src/shared/domain/service-terms.ts';
import { teacherSchema } from '../../../../src/shared/domain/teacher.ts';
import { INSPECTION_TEXTS } from '../../../../src/shared/locales/inspections.ts';
import { createI18n } from '../../../../src/shared/i18n.ts';
import { createWording } from '../../../../src/shared/wording.ts';
import { filed, requestEvent, ulidOf } from '../../../support/request/requests.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { valueOf } from '../../../support/value-of.ts';

const i18n = createI18n('zh-CN', INSPECTION_TEXTS);
const wording = createWording(i18n, 'zh-CN');
const never = new AbortController().signal;

interface Bench {
  /** Number, level and instant of signing. */
  reports?: [string, ServiceLevel | null, string][];
  /** Number, level and instant of closing; null while it is open. */
  requests?: [string, ServiceLevel | null, string | null][];
  canPrint?: boolean;
}

/** As the parts of the program answer, with what a test gives them. */
function sources({ reports = [], requests = [], canPrint = true }: Bench): ArchiveDependencies {
  const made = (name: string, format: string) =>
    format === 'pdf' && !canPrint
      ? fail('no-printer')
      : succeed({ fileName: 'x', mediaType: 'x', base64: Buffer.from(`${name} ${format}`).toString('base64') });
  const of = (id: string) => Number(id.slice(-6));
  const summaries = requests.map(
    ([number, , closedAt], at) =>
      ({
        id: ulidOf(at),
        number,
        title: `=1+${at}`,
        state: closedAt === null ? 'resolved' : 'closed',
        filedAt: '2026-10-05T08:00:00.000+08:00',
      }) as RequestSummary,
  );
  return {
    inspections: {
      list: () =>
        Promise.resolve(
          succeed(
            reports.map(
              ([number], at) =>
                ({
                  id: ulidOf(at),
                  number,
                  state: 'signed',
                  startedAt: '2026-10-30T08:00:00.000+08:00',
                  savedAt: '2026-12-01T08:00:00.000+08:00',
                  lab: { school: '第一中学', campusZone: 'urban', lab: 'VR 教室 1' },
                  period: { kind: 'quarterly', label: '2026-Q4', from: '2026-10-01', to: '2026-12-31' },
                }) as InspectionSummary,
            ),
          ),
        ),
      report(id) {
        const [, level, signedAt] = reports[of(id)]!;
        return Promise.resolve(succeed({ report: { level }, seal: '', record: { seal: { signedAt } } } as never));
      },
      document: (id, format) => Promise.resolve(made(reports[of(id)]![0], format)),
    },
    requests: {
      // Two pages, the newest first.
      list: (limit, before) =>
        Promise.resolve(succeed(summaries.slice(before === undefined ? 0 : of(before) + 1).slice(0, limit))),
      get(id) {
        const [number, level, closedAt] = requests[of(id)]!;
        const request = filed({ id, number, level });
        const events = [requestEvent({ type: 'closed', at: closedAt! })];
        return Promise.resolve(
          succeed({
            request,
            state: 'closed',
            events,
            promises: [],
            deliveries: [],
            carried: false,
          } satisfies RequestRecord),
        );
      },
      document: (id, form, format) => Promise.resolve(made(`${requests[of(id)]![0]} ${form}`, format)),
    },
  };
}

const teacher = (changes: object = {}) =>
  teacherSchema.parse({ schema: 'vrlab.teacher/1', contact: { name: '张三', phone: '1' }, level: null, ...changes });

const archive = (folder: string, bench: Bench, changes: Partial<ArchiveOrder> = {}) =>
  writeArchive(
    {
      ...sources(bench),
      month: '2026-11',
      folder,
      teacher: teacher(),
      wording,
      now: new Date('2026-12-01T09:00:00+08:00'),
      ...changes,
    },
    never,
  );

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .toSorted();

const NOVEMBER = '2026-11-15T10:00:00.000+08:00';
const FULL: Bench = {
  reports: [
    ['XJ-1', 'core', NOVEMBER],
    ['XJ-2', 'key', NOVEMBER],
    ['XJ-3', 'core', '2026-12-01T00:00:00.000+08:00'],
  ],
  requests: [
    ['VR-1', 'basic', '2026-11-30T15:59:59.000Z'],
    ['VR-2', 'core', NOVEMBER],
    ['VR-3', null, NOVEMBER],
    ['VR-4', 'core', '2026-11-30T16:00:00.000Z'],
    ['VR-5', 'core', null],
  ],
};

describe('the archive of a month', () => {
  it('the archive has a folder for each core-level teacher, groups others by subject or stage, and lists every file', async () => {
    const folder = temporaryFolder();
    const report = valueOf(await archive(folder, FULL, { teacher: teacher({ stage: '高中' }) }));
    expect(filesIn(path.join(folder, '2026-11'))).toEqual([
      'index.json',
      '基础/高中/VR-1_问题处理单.pdf',
      '未定级/VR-3_问题处理单.pdf',
      '核心-VR-教室-1-张三/VR-2_问题处理单.pdf',
      '核心-VR-教室-1-张三/XJ-1_巡检报告.json',
      '核心-VR-教室-1-张三/XJ-1_巡检报告.pdf',
      '目录.csv',
      '重点/高中/XJ-2_巡检报告.json',
      '重点/高中/XJ-2_巡检报告.pdf',
    ]);
    expect(report).toMatchObject({ written: 7, missing: 0, changed: 0 });
    const index = archiveIndexSchema.parse(JSON.parse(readFileSync(path.join(report.folder, 'index.json'), 'utf8')));
    expect(index).toEqual(report.index);
    expect(index.entries.map(({ number, date, state }) => `${number} ${date} ${state}`)).toContain(
      'VR-1 2026-11-30 filed',
    );
    expect(readFileSync(path.join(report.folder, '重点/高中/XJ-2_巡检报告.pdf'), 'utf8')).toBe('XJ-2 pdf');
  });

  it('the archive names a group without a subject, and replaces characters that no file name may have', async () => {
    const folder = temporaryFolder();
    valueOf(await archive(folder, { reports: [['XJ-2', 'key', NOVEMBER]] }));
    expect(readdirSync(path.join(folder, '2026-11/重点'))).toEqual(['未分学科']);
    const odd = teacher({ subject: '../../数学/物理', contact: { name: '..', phone: '' } });
    const other = temporaryFolder();
    valueOf(await archive(other, FULL, { teacher: odd }));
    expect(readdirSync(other)).toEqual(['2026-11']);
    expect(readdirSync(path.join(other, '2026-11/重点'))).toEqual(['数学-物理']);
    expect(readdirSync(path.join(other, '2026-11'))).toContain('核心-VR-教室-1');
  });

  it('the CSV index of the archive holds no cell that a spreadsheet would compute', async () => {
    const folder = temporaryFolder();
    valueOf(await archive(folder, FULL));
    const bytes = readFileSync(path.join(folder, '2026-11/目录.csv'));
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows = parse(bytes, { bom: true, columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(7);
    expect(rows.find((row) => row['编号'] === 'VR-1')).toMatchObject({
      类别: '问题处理单',
      内容: "'=1+0",
      服务等级: '基础',
      状态: '已归档',
    });
  });

  it('the archive lists what could not be printed, holds DOCX instead, and is completed later without overwriting a file', async () => {
    const folder = temporaryFolder();
    const first = valueOf(await archive(folder, { ...FULL, canPrint: false }));
    expect(first).toMatchObject({ written: 7, missing: 5 });
    expect(first.index.entries.find((entry) => entry.path.endsWith('XJ-1_巡检报告.pdf'))).toMatchObject({
      state: 'missing',
      problem: { code: 'no-printer' },
    });
    expect(filesIn(first.folder)).toContain('核心-VR-教室-1-张三/XJ-1_巡检报告.docx');
    const docx = path.join(first.folder, '核心-VR-教室-1-张三/XJ-1_巡检报告.docx');
    const before = statSync(docx).mtimeMs;
    const second = valueOf(await archive(folder, FULL));
    expect(second).toMatchObject({ written: 5, missing: 0, changed: 0 });
    expect(statSync(docx).mtimeMs).toBe(before);
    expect(second.index.entries).toHaveLength(12);
    const third = valueOf(await archive(folder, FULL, { teacher: teacher({ contact: null }) }));
    expect(third).toMatchObject({ written: 0, missing: 0 });
    expect(filesIn(folder)).toHaveLength(14);
  });

  it('the archive retains the files of another PC, and lists a file that was changed since', async () => {
    const folder = temporaryFolder();
    valueOf(await archive(folder, { reports: [['XJ-9', 'key', NOVEMBER]] }));
    const changed = path.join(folder, '2026-11/重点/未分学科/XJ-9_巡检报告.pdf');
    const here = valueOf(await archive(folder, FULL));
    expect(here.index.entries).toHaveLength(9);
    writeFileSync(changed, 'something else');
    const again = valueOf(await archive(folder, { reports: [['XJ-9', 'key', NOVEMBER]] }));
    expect(again).toMatchObject({ written: 0, changed: 1 });
    expect(again.index.entries.find(({ state }) => state === 'changed')).toMatchObject({ number: 'XJ-9' });
    expect(readFileSync(changed, 'utf8')).toBe('something else');
    expect(valueOf(await archive(folder, { reports: [['XJ-9', 'key', NOVEMBER]] })).changed).toBe(1);
  });

  it('the archive is refused where it cannot be written, or where the existing index is not one', async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, '2026-11'), '');
    expect(await archive(folder, FULL)).toMatchObject({ problem: { code: 'archive-not-written' } });
    rmSync(path.join(folder, '2026-11'));
    mkdirSync(path.join(folder, '2026-11'));
    writeFileSync(path.join(folder, '2026-11/index.json'), '{}');
    expect(await archive(folder, FULL)).toMatchObject({ problem: { code: 'file-invalid-field' } });
    const { index } = valueOf(await archive(temporaryFolder(), FULL));
    for (const outside of ['../../elsewhere.pdf', '/elsewhere.pdf', 'C:/elsewhere.pdf', 'a\\..\\elsewhere.pdf']) {
      const forged = { ...index, entries: [{ ...index.entries[0]!, path: outside }] };
      writeFileSync(path.join(folder, '2026-11/index.json'), JSON.stringify(forged));
      expect(await archive(folder, FULL)).toMatchObject({ problem: { code: 'file-invalid-field' } });
    }
  });
});
