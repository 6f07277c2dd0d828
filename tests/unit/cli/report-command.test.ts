import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Arguments } from '../../../src/cli/arguments.ts';
import { acceptLoss, buildReport, verifyReport } from '../../../src/cli/commands/report.ts';
import type { ReportCall, ReportSubcommand } from '../../../src/cli/commands/command.ts';
import { createTerminal } from '../../../src/cli/terminal.ts';
import { fail, succeed } from '../../../src/shared/domain/result.ts';
import { material } from '../../support/inspection/inspection-material.ts';
import { type ReportPc, reportPc } from '../../support/inspection/report-pc.ts';
import { ulidOf } from '../../support/request/requests.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { valueOf } from '../../support/value-of.ts';

const ID = ulidOf(1);

/** Runs one subcommand with what it would be given. @returns exit code and what was printed. */
async function command({ reports }: ReportPc, run: ReportSubcommand, places: string[], options = {}) {
  const printed: string[] = [];
  const keep = (text: string) => void printed.push(text);
  const terminal = {
    ...createTerminal('zh-CN'),
    print: keep,
    note: keep,
    problem: ({ code }: { code: string }) => keep(code),
  };
  const given = {
    options,
    files: [],
    command: 'report',
    unknownCommand: null,
    subcommand: null,
    wrong: [],
    valueless: [],
  } satisfies Arguments;
  const inspections: ReportCall['inspections'] = {
    ...reports,
    async find(named) {
      if (named !== 'XJ-261122-0001') return fail('inspection-not-found', { id: named });
      const { record } = valueOf(await reports.report(ID));
      return succeed({
        ...material().header,
        state: record === null ? 'open' : 'signed',
        savedAt: '',
        counts: { asked: 0, normal: 0, abnormal: 0, notInspected: 0, notApplicable: 0, open: 0 },
        seats: 2,
        decided: null,
      });
    },
  };
  return { code: await run({ inspections, given, places, terminal }), text: printed.join('\n') };
}

async function signedPc(): Promise<ReportPc> {
  const pc = reportPc();
  await pc.put(material());
  const { seal } = valueOf(await pc.reports.report(ID));
  valueOf(await pc.reports.sign(ID, seal, [{ role: 'inspector', name: '张三', method: 'paper', strokes: null }]));
  return pc;
}

describe('vrlab report', () => {
  it('vrlab report build writes a file, which verify reports as genuine, and as altered after one byte', async () => {
    const pc = await signedPc();
    const file = path.join(temporaryFolder(), 'report.pdf');
    expect(await command(pc, buildReport, ['XJ-261122-0001', file])).toEqual({ code: 0, text: `已导出到 ${file}。` });
    expect(await command(pc, buildReport, ['XJ-261122-0001', file])).toEqual({ code: 64, text: 'file-exists' });
    const genuine = await command(pc, verifyReport, [file]);
    expect(genuine.code).toBe(0);
    expect(genuine.text).toMatch(/核验通过.*XJ-261122-0001.*本机.*与本机记录一致/s);
    const bytes = readFileSync(file);
    bytes[100]! ^= 1;
    writeFileSync(file, bytes);
    expect(await command(pc, verifyReport, [file], { json: true })).toMatchObject({ code: 2 });
  });

  it('vrlab report build marks a draft, and verify reports it as unsigned', async () => {
    const pc = reportPc();
    await pc.put(material());
    const file = path.join(temporaryFolder(), 'draft.xlsx');
    const built = await command(pc, buildReport, ['XJ-261122-0001', file], { format: 'xlsx', json: true });
    expect(built.text).toContain('"signed":false');
    expect(await command(pc, verifyReport, [file])).toMatchObject({ code: 1 });
  });

  it('vrlab report verify checks the text of a QR code, and reports another record under its number', async () => {
    const pc = await signedPc();
    const { record } = valueOf(await pc.reports.report(ID));
    expect(await command(pc, verifyReport, [record!.qr])).toMatchObject({ code: 0 });
    const another = await signedPc();
    const said = await command(another, verifyReport, [record!.qr], { json: true });
    expect([said.code, JSON.parse(said.text)]).toMatchObject([2, { outcome: 'genuine', database: 'differs' }]);
  });

  it.each<[string, ReportSubcommand, string[], object, string]>([
    ['an inspection that is not there', buildReport, ['XJ-9'], {}, 'inspection-not-found'],
    ['a file that is not there', verifyReport, ['/nowhere/report.pdf'], {}, 'file-unreadable'],
    ['a file without end', verifyReport, ['/dev/zero'], {}, 'file-not-regular'],
  ])('vrlab report refuses %s', async (_, run, places, options, said) => {
    const refused = await command(await signedPc(), run, places, options);
    expect([refused.code, refused.text]).toEqual([64, expect.stringContaining(said)]);
  });

  it('vrlab report reports missing records where a report is shown, and altered ones as altered', async () => {
    const pc = await signedPc();
    await pc.sql(`UPDATE inspections SET header = replace(header, '第一中学', '第二中学')`);
    const accepted = await command(pc, acceptLoss, []);
    expect(accepted).toEqual({ code: 1, text: expect.stringContaining('仍会继续提示') as string });
    await pc.sql('DROP TRIGGER inspection_records_stay; DELETE FROM inspection_records');
    const later = { ...pc, reports: { ...pc.reports, problem: () => pc.reports.examine() } };
    const verified = await command(later, verifyReport, ['/etc/hostname']);
    expect(verified.text).toContain('inspection-records-');
  });

  it('vrlab report has no loss to accept where no record is missing', async () => {
    expect(await command(await signedPc(), acceptLoss, [])).toEqual({ code: 0, text: '签字记录没有缺失。' });
  });
});
