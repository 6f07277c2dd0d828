import { describe, expect, it } from 'vitest';
import { inspectionSessionSchema } from '../../../../src/shared/domain/inspection/inspection-session.ts';
import { station } from '../../../support/pc/facts.ts';
import { InspectionPc, reopened, sessionOf } from '../../../support/inspection/inspections.ts';
import { valueOf } from '../../../support/value-of.ts';
import { seatsToInspect } from '../../../../src/core/inspections/session/lab-seats.ts';
import { inspectionPeriod } from '../../../../src/core/inspections/session/begin-inspection.ts';

const never = new AbortController().signal;

describe('beginning an inspection', () => {
  it('an inspection begins with a fresh reading whose progress is reported, and everything is stored', async () => {
    const pc = new InspectionPc();
    const steps = await Array.fromAsync(pc.sessions.start('quarterly', '张三', never));
    expect(steps.map(({ type }) => type)).toEqual(['probe', 'probe', 'finished']);
    const session = sessionOf(steps);
    inspectionSessionSchema.parse(session);
    expect(session).toMatchObject({
      header: {
        number: expect.stringMatching(/^XJ-261122-[0-9A-Z]{4}$/) as string,
        state: 'open',
        period: { label: '2026-Q4' },
        lab: { lab: 'VR 教室 1' },
      },
      notes: { inspectors: ['张三'], conclusion: null },
      checklist: { version: 1 },
      newerChecklist: null,
      stations: [{ seat: '03', reading: { source: 'here', run: pc.reading.id, verdict: pc.reading.verdict } }],
      counts: { asked: 6, normal: 1, notInspected: 1, open: 4 },
      problems: [],
    });
    expect(session.cells.map(({ item, subject }) => `${item} ${subject}`)).toEqual([
      ...['headset', 'memory', 'cables', 'light'].map((item) => `${item} seat:03`),
      'exits lab',
      'books lab',
    ]);
    const [headset, memory] = session.cells;
    expect(headset!.automatic).toMatchObject({
      outcome: 'normal',
      run: pc.reading.id,
      findings: [{ outcome: 'pass' }],
    });
    expect(headset!.automatic!.findings[0]!.said['zh-CN']).toMatch(/\p{Script=Han}/u);
    expect(memory!.automatic).toMatchObject({ outcome: 'not-inspected', reason: 'program-cannot-tell' });
    expect(await reopened(pc.folder, session.header.id)).toEqual(session);
  });

  it('every seat of the last signed inspection is part of the next one, and waits for an answer', async () => {
    const pc = new InspectionPc();
    const stations = ['01', '03', '05'].map((seat) => ({ seat, reading: null, counts: null as never }));
    pc.previous = { problems: [], stations };
    const { stations: seats, counts } = await pc.begin();
    expect(seats.map(({ seat, reading }) => [seat, reading === null])).toEqual([
      ['01', true],
      ['03', false],
      ['05', true],
    ]);
    expect(counts.asked).toBe(4 * 3 + 2);
  });

  it('seats that the inspector counts are named like this one', async () => {
    const pc = new InspectionPc();
    const { stations } = sessionOf(await Array.fromAsync(pc.sessions.start('quarterly', '', never, 4)));
    expect(stations.map(({ seat }) => seat)).toEqual(['01', '02', '03', '04']);
  });

  it.each([
    ['教师机', [], 3, ['教师机', '01', '02']],
    ['A-2', ['A-1', 'A-9'], null, ['A-2', 'A-1', 'A-9']],
    ['A-2', ['A-1', 'A-9'], 4, ['A-2', 'A-1', 'A-9', 'A-3']],
    ['12', [], 2, ['12', '01']],
    ['07', ['07', '08'], 1, ['07']],
  ])('seats of the lab of %s, known %j, counted %s', (own, known, count, seats) => {
    expect(seatsToInspect(own, known, count)).toEqual(seats);
  });

  it('an inspection does not begin on a PC without a station', async () => {
    const pc = new InspectionPc();
    pc.station = null;
    expect(await Array.fromAsync(pc.sessions.start('quarterly', '', never))).toEqual([
      { type: 'failed', problem: { code: 'inspection-needs-station', params: {} } },
    ]);
  });

  it('an inspection does not begin beside an open one of the same lab and kind, in any program', async () => {
    const pc = new InspectionPc();
    const { header } = await pc.begin();
    const other = new InspectionPc({ folder: pc.folder });
    const refusal = { type: 'failed', problem: { code: 'inspection-under-way', params: { number: header.number } } };
    expect(await Array.fromAsync(other.sessions.start('quarterly', '', never))).toEqual([refusal]);
    await other.begin('semi-annual');
    other.station = { ...station(null), lab: 'VR 教室 2' };
    await other.begin('quarterly');
    valueOf(await pc.sessions.abandon(header.id, '误开'));
    await pc.begin();
  });

  it('an inspection begins once when two programs begin it together', async () => {
    const pc = new InspectionPc();
    const other = new InspectionPc({ folder: pc.folder });
    const both = await Promise.all(
      [pc, other].map((one) => Array.fromAsync(one.sessions.start('quarterly', '', never))),
    );
    expect(both.map((steps) => steps.at(-1)!.type).toSorted()).toEqual(['failed', 'finished']);
    expect(valueOf(await pc.sessions.list())).toHaveLength(1);
  });

  it.each(['by leaving', 'by its signal'])('an inspection does not begin when it is cancelled %s', async (how) => {
    const pc = new InspectionPc();
    const user = new AbortController();
    for await (const step of pc.sessions.start('quarterly', '', user.signal)) {
      expect(step.type).toBe('probe');
      if (how === 'by leaving') break;
      user.abort();
    }
    expect(valueOf(await pc.sessions.list())).toEqual([]);
  });
});

it('an inspection does not begin when it is cancelled while it is filled in', async () => {
  const pc = new InspectionPc();
  const user = new AbortController();
  const { now } = pc;
  Object.defineProperty(pc, 'now', {
    get() {
      setImmediate(() => user.abort());
      return now;
    },
  });
  const steps = await Array.fromAsync(pc.sessions.start('quarterly', '', user.signal));
  expect(steps.every(({ type }) => type === 'probe')).toBe(true);
  expect(valueOf(await pc.sessions.list())).toEqual([]);
});

it.each([
  ['quarterly', '2026-01-01', '2026-Q1', '2026-01-01', '2026-03-31'],
  ['quarterly', '2024-02-29', '2024-Q1', '2024-01-01', '2024-03-31'],
  ['quarterly', '2026-12-31', '2026-Q4', '2026-10-01', '2026-12-31'],
  ['quarterly', '2026-06-30', '2026-Q2', '2026-04-01', '2026-06-30'],
  ['semi-annual', '2026-06-30', '2026-H1', '2026-01-01', '2026-06-30'],
  ['semi-annual', '2026-07-01', '2026-H2', '2026-07-01', '2026-12-31'],
  ['on-request', '2026-11-22', '2026-11-22', '2026-11-22', '2026-11-22'],
] as const)('a %s inspection on %s is of the period %s', (kind, day, label, from, to) => {
  expect(inspectionPeriod(kind, day)).toEqual({ kind, label, from, to });
});
