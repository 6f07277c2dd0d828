import { describe, expect, it } from 'vitest';
import { rectificationSchema } from '../../../../src/shared/domain/inspection/rectification.ts';
import { answered, cell, materialWith } from '../../../support/inspection/inspection-material.ts';
import { trackingOn } from '../../../support/inspection/rectification-tracking.ts';
import { ID, pcWith, type ReportPc, SIGNATURES, signShown } from '../../../support/inspection/report-pc.ts';
import { ulidOf } from '../../../support/request/requests.ts';
import { valueOf } from '../../../support/value-of.ts';

const unseen = answered('not-inspected', { reason: 'no-access' });
const untold = {
  outcome: 'not-inspected',
  reason: 'program-cannot-tell',
  at: '2026-11-22T09:00:00.000+08:00',
} as const;

/** Nothing is abnormal, and half of it nobody could tell. */
const unknown = (reason: string, decided: 'passed' | 'rectify' = 'rectify') => {
  const worked = materialWith([
    cell('headset', '1', { automatic: { ...untold, run: ulidOf(40), findings: [] } }),
    cell('headset', '2', { automatic: { ...untold, run: ulidOf(40), findings: [] } }),
    cell('cable', '2', { answer: unseen }),
  ]);
  return { ...worked, notes: { ...worked.notes, conclusion: { decided, reason } } };
};
const reportOf = async (pc: ReportPc, id = ID) => valueOf(await pc.reports.report(id)).report;

describe('what was not inspected, where it decides', () => {
  it('is named in the report by item, with the reason of each place and a deadline', async () => {
    const report = await reportOf(await pcWith(unknown('')));
    expect(report.problems).toEqual([]);
    expect(report.conclusion).toMatchObject({ proposed: 'rectify', rule: 'half-blind' });
    expect(report.toInspect).toMatchObject([
      {
        item: 'headset',
        places: [
          { subject: 'seat:1', reason: 'program-cannot-tell' },
          { subject: 'seat:2', reason: 'program-cannot-tell' },
        ],
        deadline: '2026-11-30',
      },
      { item: 'cable', places: [{ subject: 'seat:2', reason: 'no-access' }], deadline: '2026-12-21' },
    ]);
  });

  it('is not named where a problem decides anyway, nor where the lab passes', async () => {
    const exit = cell('exit', null, { answer: answered('abnormal') });
    const closed = unknown('');
    const cells = closed.cells.map((one) => (one.item === 'exit' ? exit : one));
    expect(await reportOf(await pcWith({ ...closed, cells }))).not.toHaveProperty('toInspect');
    const passing = materialWith([cell('headset', '2', { answer: unseen })]);
    expect(await reportOf(await pcWith(passing))).not.toHaveProperty('toInspect');
  });

  it('is signed only with a reason, and then tracked until somebody has inspected it', async () => {
    expect(await signShown(await pcWith(unknown('')))).toMatchObject({
      problem: { code: 'inspection-incomplete', params: { count: 3 } },
    });
    const pc = await pcWith(unknown('机房停电，下周补检'));
    valueOf(await signShown(pc));
    const tracking = trackingOn(pc);
    const open = rectificationSchema.parse(valueOf(await tracking.rectification(ID)));
    expect(open).toMatchObject({
      state: 'under-way',
      counts: { problems: 2, open: 2, toInspect: 2, deadline: '2026-11-30' },
      problems: [
        { no: 1, item: 'headset', state: 'open' },
        { no: 2, item: 'cable' },
      ],
    });
    const step = (of: 'rectified' | 'recheck-passed' | 'recheck-failed', item = 'headset') =>
      tracking.recordRectification(ID, item, { step: of, on: '2026-11-24', person: '赵六', note: '' }, []);
    expect(await step('rectified')).toMatchObject({ problem: { code: 'rectification-step-not-possible' } });
    valueOf(await step('recheck-failed', 'cable'));
    valueOf(await step('rectified', 'cable'));
    const inspected = valueOf(await step('recheck-passed'));
    expect(inspected.problems.map(({ state }) => state)).toEqual(['passed', 'rectified']);
    expect(inspected.counts).toMatchObject({ open: 0, toRecheck: 1, toInspect: 0, deadline: null });
  });

  it('is not tracked where the lab was passed all the same', async () => {
    const pc = await pcWith(unknown('下周补检', 'passed'));
    valueOf(await signShown(pc));
    expect(valueOf(await trackingOn(pc).rectification(ID)).problems).toEqual([]);
  });

  it('is carried over by a report that could not tell either', async () => {
    const pc = await pcWith(unknown('停电'));
    valueOf(await signShown(pc));
    pc.at('2027-02-23T10:00:00+08:00');
    const again = unknown('仍然停电');
    const next = ulidOf(2);
    await pc.put({ ...again, header: { ...again.header, id: next, number: 'XJ-270223-0002' }, photos: [] });
    const { seal } = valueOf(await pc.reports.report(next));
    valueOf(await pc.reports.sign(next, seal, SIGNATURES));
    const old = valueOf(await trackingOn(pc, '2027-02-24').rectification(ID));
    expect(old.problems.map(({ state }) => state)).toEqual(['carried', 'carried']);
  });
});

it('rectification is refused where nothing is abnormal and nothing uninspected', async () => {
  const sound = materialWith([
    cell('headset', '2', { answer: answered('normal') }),
    cell('cable', '2', { answer: answered('normal') }),
  ]);
  const notes = { ...sound.notes, conclusion: { decided: 'rectify', reason: '以防万一' } as const };
  expect(await signShown(await pcWith({ ...sound, notes }))).toMatchObject({
    problem: { code: 'inspection-nothing-to-rectify' },
  });
});
