import { describe, expect, it } from 'vitest';
import { rectificationSchema } from '../../../../src/shared/domain/inspection/rectification.ts';
import type { RectificationEntry, RectificationStep } from '../../../../src/shared/domain/inspection/rectification.ts';
import { answered, cell, material, materialWith } from '../../../support/inspection/inspection-material.ts';
import { SMALL_JPEG } from '../../../support/inspection/jpeg.ts';
import { forcing, ID, pcWith, SIGNATURES, signedPc } from '../../../support/inspection/report-pc.ts';
import { trackingOn } from '../../../support/inspection/rectification-tracking.ts';
import { ulidOf } from '../../../support/request/requests.ts';
import { valueOf } from '../../../support/value-of.ts';

const entry = (step: RectificationStep, changes: Partial<RectificationEntry> = {}): RectificationEntry => ({
  step,
  on: '2026-11-24',
  person: '赵六',
  note: '换了原装线',
  ...changes,
});

describe('what becomes of the problems of a signed report', () => {
  it('goes from open over put right to re-checked, with evidence, and never changes the report', async () => {
    const { pc, record } = await signedPc();
    const before = valueOf(await pc.reports.report(ID));
    const tracking = trackingOn(pc);
    const open = rectificationSchema.parse(valueOf(await tracking.rectification(ID)));
    const problems = before.report.problems.length;
    expect(open).toMatchObject({
      state: 'under-way',
      counts: { problems, open: problems, toRecheck: 0 },
      followedBy: null,
    });
    const [{ item, no }] = open.problems as [(typeof open.problems)[number]];

    expect(await tracking.recordRectification(ID, item, entry('recheck-passed'), [])).toMatchObject({
      problem: { code: 'rectification-step-not-possible', params: { no, state: 'open' } },
    });
    const right = valueOf(await tracking.recordRectification(ID, item, entry('rectified'), [SMALL_JPEG]));
    expect(right.problems[0]).toMatchObject({
      state: 'rectified',
      events: [{ step: 'rectified', person: '赵六', on: '2026-11-24', photos: [{ bytes: SMALL_JPEG.length }] }],
    });
    expect(right.counts).toMatchObject({ open: problems - 1, toRecheck: 1 });
    const photo = right.problems[0]!.events[0]!.photos[0]!.id;
    const file = valueOf(await tracking.rectificationPhoto(ID, photo));
    expect(Buffer.from(file.base64, 'base64')).toEqual(SMALL_JPEG);
    valueOf(await tracking.recordRectification(ID, item, entry('recheck-failed'), []));
    valueOf(await tracking.recordRectification(ID, item, entry('rectified'), []));
    const passed = valueOf(await tracking.recordRectification(ID, item, entry('recheck-passed'), []));
    expect(passed.problems[0]).toMatchObject({ state: 'passed', overdue: false });
    rectificationSchema.parse(passed);

    const after = valueOf(await pc.reports.report(ID));
    expect(after).toEqual(before);
    expect(after.record!.seal).toEqual(record.seal);
    expect(await pc.records.examine()).toBeNull();
    const [summary] = valueOf(await tracking.rectifications());
    expect(summary).toMatchObject({ inspection: { id: ID }, counts: passed.counts });
  });

  it('is overdue past the deadline of the report, until it is put right', async () => {
    const { pc } = await signedPc();
    const [problem] = valueOf(await pc.reports.report(ID)).report.problems;
    const { item, deadline } = problem!;
    const late = new Date(Date.parse(`${deadline}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    const stateOn = async (day: string) => valueOf(await trackingOn(pc, day).rectification(ID)).problems[0]!.overdue;
    expect([await stateOn(deadline), await stateOn(late)]).toEqual([false, true]);
    valueOf(await trackingOn(pc, late).recordRectification(ID, item, entry('rectified'), []));
    expect(await stateOn(late)).toBe(false);
  });

  it.each([
    [entry('rectified', { person: '' }), 'rectification-person-missing'],
    [entry('rectified', { on: '2026-11-25' }), 'rectification-in-future'],
  ])('refuses %j', async (wrong, code) => {
    const { pc } = await signedPc();
    const tracking = trackingOn(pc);
    const { problems } = valueOf(await tracking.rectification(ID));
    expect(await tracking.recordRectification(ID, problems[0]!.item, wrong, [])).toMatchObject({ problem: { code } });
    expect(valueOf(await tracking.rectification(ID)).problems[0]!.events).toEqual([]);
  });

  it('an open inspection has none', async () => {
    const pc = await pcWith();
    expect(await trackingOn(pc).rectification(ID)).toMatchObject({ problem: { code: 'inspection-not-signed' } });
  });

  it('an altered record or photo is found', async () => {
    const { pc } = await signedPc();
    const tracking = trackingOn(pc);
    const { item } = valueOf(await tracking.rectification(ID)).problems[0]!;
    valueOf(await tracking.recordRectification(ID, item, entry('rectified'), [SMALL_JPEG]));
    await pc.sql(forcing(`UPDATE rectification_photos SET jpeg = x'00'`, ['rectification_photos_unchanged']));
    expect(await pc.records.examine()).toMatchObject({ code: 'inspection-records-changed' });
  });

  it('the next report compares with it and takes over what it judged', async () => {
    const { pc } = await signedPc();
    const tracking = trackingOn(pc);
    const before = valueOf(await tracking.rectification(ID)).problems;
    valueOf(await tracking.recordRectification(ID, before[0]!.item, entry('rectified'), []));

    pc.at('2027-02-23T10:00:00+08:00');
    const next = ulidOf(2);
    const later = materialWith([
      cell('headset', '1', { answer: answered('normal') }),
      cell('headset', '2', { answer: answered('normal') }),
    ]);
    const { header, notes: written } = material();
    const notes = { ...written, conclusion: { ...written.conclusion!, reason: 'as agreed' } };
    await pc.put({ ...later, header: { ...header, id: next, number: 'XJ-270223-0002' }, notes, photos: [] });
    const shown = valueOf(await pc.reports.report(next));
    const { comparison } = shown.report;
    const states = [...comparison!.solved, ...comparison!.persisting].map(({ item, rectification }) => [
      item,
      rectification,
    ]);
    expect(Object.fromEntries(states)).toEqual(
      Object.fromEntries(before.map(({ item }, at) => [item, at === 0 ? 'rectified' : 'open'])),
    );
    valueOf(await pc.reports.sign(next, shown.seal, SIGNATURES));
    const old = valueOf(await trackingOn(pc, '2027-02-24').rectification(ID));
    expect(old).toMatchObject({ state: 'done', followedBy: 'XJ-270223-0002' });
    expect(new Set(old.problems.map(({ state }) => state))).toEqual(new Set(['solved', 'carried']));
  });
});
