import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import type { PlannedInspection } from '../../../../src/core/inspections/plan/inspection-plan.ts';
import { createInspectionPlanning } from '../../../../src/core/inspections/plan/inspection-planning.ts';
import { planFile } from '../../../../src/core/inspections/plan/plan-file.ts';
import { planPolicySchema } from '../../../../src/core/published/policy-schema.ts';
import { inspectionPlanSchema } from '../../../../src/shared/domain/inspection/inspection-plan.ts';
import type { Rectification } from '../../../../src/shared/domain/inspection/rectification.ts';
import type { Language } from '../../../../src/shared/domain/language.ts';
import { succeed } from '../../../../src/shared/domain/result.ts';
import { type Teacher, teacherSchema } from '../../../../src/shared/domain/teacher.ts';
import { createI18n } from '../../../../src/shared/i18n.ts';
import { INSPECTION_TEXTS } from '../../../../src/shared/locales/inspections.ts';
import { createWording } from '../../../../src/shared/wording.ts';
import { station } from '../../../support/pc/facts.ts';
import { publication } from '../../../support/pc/judge.ts';
import { valueOf } from '../../../support/value-of.ts';

const here = { ...station(null), school: '第一中学，东校区', lab: 'VR 教室 𬭎' };

function inspection(
  label: string,
  state: 'open' | 'signed' | 'abandoned',
  { kind = 'quarterly', finishedOn = null, lab = here.lab }: Partial<Inspected> = {},
): PlannedInspection {
  const header: PlannedInspection['header'] = {
    id: '01KAMNZ0000000000000000001',
    number: `XJ-${label}`,
    state,
    period: { kind, label, from: '2026-10-01', to: '2026-12-31' },
    lab: { school: here.school, campusZone: 'urban', lab },
    startedAt: `${finishedOn ?? '2026-11-01'}T09:00:00.000+08:00`,
    publication: publication.stampAt(new Date()),
    program: 'test',
    demo: false,
  };
  return { header, finishedOn };
}
interface Inspected {
  kind: 'quarterly' | 'semi-annual' | 'on-request';
  finishedOn: string | null;
  lab: string;
}

const teacher = (changes: object = {}): Teacher =>
  teacherSchema.parse({
    schema: 'vrlab.teacher/1',
    contact: { name: '张三', phone: '13812345678' },
    level: null,
    ...changes,
  });
const use = (quarter: string, usesPerMonth = 12) => ({ quarter, usesPerMonth, depth: 'deep', influence: 'core' });

const i18n = createI18n('zh-CN', INSPECTION_TEXTS);

const NOTHING_TO_PUT_RIGHT = {
  inspection: {
    id: '01KAMNZ0000000000000000001',
    number: 'XJ-1',
    lab: { school: here.school, campusZone: 'urban', lab: here.lab },
    period: { kind: 'quarterly', label: '2026-Q4', from: '2026-10-01', to: '2026-12-31' },
    signedAt: '2026-11-03T09:00:00.000+08:00',
    decided: 'passed',
  },
  state: 'done',
  counts: { problems: 0, open: 0, toRecheck: 0, overdue: 0, toInspect: 0, deadline: null },
} as const;

function planningOf(
  who: Teacher | null,
  inspections: PlannedInspection[] = [],
  today = '2026-11-22',
  language: Language = 'zh-CN',
  tracked: Pick<Rectification, 'inspection' | 'state' | 'counts'> = NOTHING_TO_PUT_RIGHT,
) {
  return createInspectionPlanning({
    publication,
    teacher: () => Promise.resolve(succeed(who)),
    station: () => Promise.resolve(succeed(here)),
    words: (wanted) => createWording(i18n, wanted),
    language: () => Promise.resolve(language),
    now: () => new Date(`${today}T10:00:00+08:00`),
    inspections: () => Promise.resolve(succeed(inspections)),
    rectification: () => Promise.resolve(succeed(tracked)),
  });
}

async function planned(...asked: Parameters<typeof planningOf>) {
  const plan = inspectionPlanSchema.parse(valueOf(await planningOf(...asked).plan()));
  return { plan, states: plan.entries.map(({ period, state }) => `${period.label} ${state}`) };
}

describe('the plan of inspections', () => {
  it('the plan has an inspection each quarter for a core-level lab, each half-year for a key-level one, and none for others', async () => {
    const quarters = await planned(teacher({ uses: [use('2026-Q4')] }));
    expect(quarters.states).toEqual([
      '2026-Q4 upcoming',
      '2027-Q1 upcoming',
      '2027-Q2 upcoming',
      '2027-Q3 upcoming',
      '2027-Q4 upcoming',
    ]);
    expect(quarters.plan.level.row?.id).toBe('high-deep-core');
    expect(quarters.plan.entries[0]?.period).toEqual({
      kind: 'quarterly',
      label: '2026-Q4',
      from: '2026-10-01',
      to: '2026-12-31',
    });
    const halves = await planned(teacher({ uses: [use('2026-Q4', 6)] }));
    expect(halves.states).toEqual(['2026-H2 upcoming', '2027-H1 upcoming', '2027-H2 upcoming']);
    for (const other of [teacher({ uses: [use('2026-Q4', 2)] }), teacher(), null])
      expect((await planned(other)).states).toEqual([]);
  });

  it('an inspection is due 15 days before the end of the period, on a working day', async () => {
    const { plan } = await planned(teacher({ level: 'core' }));
    // 16 December 2026 is a Wednesday, 16 March 2027 a Tuesday.
    expect(plan.entries.map(({ due }) => due).slice(0, 2)).toEqual(['2026-12-16', '2027-03-16']);
    // 15 June 2030 is a Saturday.
    const later = await planned(teacher({ level: 'key' }), [], '2030-05-01');
    expect(later.plan.entries[0]).toMatchObject({ due: '2030-06-17', state: 'upcoming' });
    expect((await planned(teacher({ level: 'core' }), [], '2026-12-15')).states[0]).toBe('2026-Q4 upcoming');
    expect((await planned(teacher({ level: 'core' }), [], '2026-12-16')).states[0]).toBe('2026-Q4 due');
    expect((await planned(teacher({ level: 'core' }), [], '2026-12-31')).states[0]).toBe('2026-Q4 due');
  });

  it('the plan shows inspections done, under way, and missed since any were asked for', async () => {
    const uses = [use('2025-Q4', 2), use('2026-Q1'), use('2026-Q4')];
    const kept = [
      inspection('2026-Q1', 'signed', { finishedOn: '2026-04-02' }),
      inspection('2026-Q2', 'abandoned'),
      inspection('2026-Q4', 'open'),
    ];
    const { plan, states } = await planned(teacher({ uses }), kept);
    expect(states.slice(0, 4)).toEqual(['2026-Q1 done', '2026-Q2 missed', '2026-Q3 missed', '2026-Q4 under-way']);
    expect(plan.entries[0]?.inspection).toMatchObject({ number: 'XJ-2026-Q1', finishedOn: '2026-04-02' });
    expect(plan.entries[3]?.inspection).toMatchObject({ number: 'XJ-2026-Q4', finishedOn: null });
  });

  it('a signed inspection is being put right while any of its problems is open or to be re-checked', async () => {
    const counts = { problems: 3, open: 1, toRecheck: 1, overdue: 1, toInspect: 0, deadline: '2026-11-30' };
    const kept = [inspection('2026-Q4', 'signed', { finishedOn: '2026-11-03' })];
    const asked = [teacher({ level: 'core' }), kept, '2026-11-22', 'zh-CN'] as const;
    const { plan } = await planned(...asked, { ...NOTHING_TO_PUT_RIGHT, state: 'under-way', counts });
    expect(plan.entries[0]).toMatchObject({ state: 'rectifying', rectification: counts });
    expect((await planned(...asked)).states[0]).toBe('2026-Q4 done');
  });

  it('the plan names what the last signed inspection concluded, also one on request and without a level', async () => {
    const counts = { problems: 2, open: 2, toRecheck: 0, overdue: 0, toInspect: 0, deadline: '2026-12-01' };
    const kept = [
      inspection('2026-11-03', 'signed', { kind: 'on-request', finishedOn: '2026-11-03' }),
      inspection('2026-Q4', 'open'),
    ];
    const concluded = { ...NOTHING_TO_PUT_RIGHT.inspection, decided: 'out-of-use' as const };
    const tracked = { inspection: concluded, state: 'under-way' as const, counts };
    const { plan } = await planned(null, kept, '2026-11-22', 'zh-CN', tracked);
    expect(plan).toMatchObject({ entries: [], last: { decided: 'out-of-use', rectification: counts } });
    expect((await planned(null, [inspection('2026-Q4', 'open')])).plan.last).toBeNull();
  });

  it('the plan counts an inspection of another rhythm in the period of its signing, never one on request or of another lab', async () => {
    const at = (kind: Inspected['kind'], lab = here.lab) => [
      inspection('x', 'signed', { kind, finishedOn: '2026-11-03', lab }),
    ];
    const core = teacher({ level: 'core' });
    expect((await planned(core, at('semi-annual'))).states[0]).toBe('2026-Q4 done');
    expect((await planned(core, at('on-request'))).states[0]).toBe('2026-Q4 upcoming');
    expect((await planned(core, at('semi-annual', 'VR 教室 2'))).states[0]).toBe('2026-Q4 upcoming');
  });

  it('the published plan policy has a rhythm for every level', () => {
    expect(planPolicySchema.safeParse(publication.inspectionPlan).success).toBe(true);
    const { basic: _basic, ...levels } = publication.inspectionPlan.levels;
    expect(planPolicySchema.safeParse({ ...publication.inspectionPlan, levels }).success).toBe(false);
  });
});

describe('the calendar file', () => {
  const file = async (language: Language, today = '2026-11-22') => {
    const kept = [inspection('2026-Q3', 'signed', { finishedOn: '2026-09-20' })];
    const who = teacher({ uses: [use('2026-Q2'), use('2026-Q4')] });
    const made = valueOf(await planningOf(who, kept, today, language).planFile());
    return { ...made, text: Buffer.from(made.base64, 'base64').toString('utf8') };
  };
  const eventsOf = (text: string) =>
    new ICAL.Component(ICAL.parse(text) as unknown[])
      .getAllSubcomponents('vevent')
      .map((event) => new ICAL.Event(event));

  it('the calendar file has an all-day event for each inspection, in the chosen language', async () => {
    const { text, fileName, mediaType } = await file('zh-CN');
    expect([fileName, mediaType]).toEqual(['巡检计划_VR-教室-𬭎.ics', 'text/calendar; charset=utf-8']);
    const events = eventsOf(text);
    expect(events.map(({ startDate, summary }) => `${startDate.toString()} ${summary}`).slice(0, 2)).toEqual([
      '2026-09-20 VR 教室巡检 2026 年第三季度 第一中学，东校区 VR 教室 𬭎（已完成）',
      '2026-12-16 VR 教室巡检 2026 年第四季度 第一中学，东校区 VR 教室 𬭎',
    ]);
    expect(events.every(({ startDate }) => startDate.isDate)).toBe(true);
    expect(events[1]?.description).toBe('本期 2026-10-01 至 2026-12-31\n状态：未到期\n巡检编号：–');
    expect((await file('en')).text).toContain('SUMMARY:VR lab inspection Q3 2026');
  });

  it('the calendar file has CRLF, lines of 75 bytes at most, and whole characters', async () => {
    const { text } = await file('zh-CN');
    expect(text).not.toMatch(/[^\r]\n/);
    const lines = text.split('\r\n');
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(lines.some((line) => line.startsWith(' '))).toBe(true);
    expect(text).not.toContain('\uFFFD');
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
  });

  it('the calendar file escapes the names of school and lab, in the name of the calendar too', async () => {
    const strange = { ...station(null), school: '一中, 东区; \\', lab: 'VR 301' };
    const made = planFile(
      { entries: [] } as never,
      strange,
      createWording(createI18n('zh-CN', INSPECTION_TEXTS), 'zh-CN'),
      new Date(),
    );
    const lines = Buffer.from(made.base64, 'base64').toString('utf8').replaceAll('\r\n ', '');
    expect(lines).toContain('\r\nNAME:VR 教室巡检 一中\\, 东区\\; \\\\ VR 301\r\n');
  });

  it('the calendar file names no person, and the UID of an inspection never changes', async () => {
    const { text } = await file('zh-CN');
    expect(text).not.toMatch(/张三|138/);
    const uids = (one: string) => eventsOf(one).map(({ uid }) => uid);
    const [before, after] = [uids(text), uids((await file('en', '2026-12-20')).text)];
    expect(after).toEqual(before);
    expect(new Set(before).size).toBe(before.length);
  });
});
