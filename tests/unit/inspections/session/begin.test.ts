import { describe, expect, it } from 'vitest';
import { inspectionSessionSchema } from '../../../../src/shared/domain/inspection/inspection-session.ts';
import { station } from '../../../support/facts.ts';
import { InspectionPc, reopened, sessionOf } from '../../../support/inspections.ts';
import { valueOf } from '../../../support/value-of.ts';

const never = new AbortController().signal;

describe('a session begins', () => {
  it('with a fresh reading, its progress told, everything frozen and kept', async () => {
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

  it('not at a PC without a station', async () => {
    const pc = new InspectionPc();
    pc.station = null;
    expect(await Array.fromAsync(pc.sessions.start('quarterly', '', never))).toEqual([
      { type: 'failed', problem: { code: 'inspection-needs-station', params: {} } },
    ]);
  });

  it('not beside an open one of this lab and kind, in whatever program', async () => {
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

  it('once when two programs begin it together', async () => {
    const pc = new InspectionPc();
    const other = new InspectionPc({ folder: pc.folder });
    const both = await Promise.all(
      [pc, other].map((one) => Array.fromAsync(one.sessions.start('quarterly', '', never))),
    );
    expect(both.map((steps) => steps.at(-1)!.type).toSorted()).toEqual(['failed', 'finished']);
    expect(valueOf(await pc.sessions.list())).toHaveLength(1);
  });

  it.each(['by leaving', 'by its signal'])('not when it is cancelled %s', async (how) => {
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

it('an inspection is not begun when the cancel comes while it is worked out', async () => {
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
