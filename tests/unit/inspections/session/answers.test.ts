import { describe, expect, it } from 'vitest';
import { touchedSchema } from '../../../../src/shared/domain/inspection/inspection-session.ts';
import { resultOf } from '../../../../src/shared/domain/inspection/cell.ts';
import type { Subject } from '../../../../src/shared/domain/inspection/inspection-terms.ts';
import { ABNORMAL, InspectionPc, NO_ACCESS, NORMAL, reopened } from '../../../support/inspections.ts';
import { valueOf } from '../../../support/value-of.ts';

const SEAT: Subject = 'seat:03';

describe('an answer', () => {
  it('counts before what the program found, and may be taken back', async () => {
    const pc = new InspectionPc();
    const { header } = await pc.begin();
    const said = valueOf(await pc.sessions.answer(header.id, 'headset', SEAT, ABNORMAL));
    touchedSchema.parse(said);
    expect(said).toMatchObject({
      cells: [{ item: 'headset', answer: { note: '外皮破损' }, automatic: { outcome: 'normal' } }],
      counts: { abnormal: 1, normal: 0 },
      problems: [{ item: 'headset', severity: 'major', deadline: '2026-11-27', since: 'new', subjects: [SEAT] }],
    });
    const back = valueOf(await pc.sessions.answer(header.id, 'headset', SEAT, null));
    expect(back).toMatchObject({ cells: [{ answer: null }], counts: { abnormal: 0, normal: 1 }, problems: [] });
    const open = valueOf(await pc.sessions.answer(header.id, 'cables', SEAT, NORMAL));
    expect(open.counts.open).toBe(3);
    const openAgain = valueOf(await pc.sessions.answer(header.id, 'cables', SEAT, null));
    expect(openAgain).toMatchObject({ cells: [{ answer: null, automatic: null }], counts: { open: 4 } });
    expect((await reopened(pc.folder, header.id)).counts).toEqual(openAgain.counts);
  });

  it('knows a problem of the last period again', async () => {
    const pc = new InspectionPc();
    pc.previous = { problems: [{ item: 'cables', subjects: [SEAT] }] as never };
    const { header } = await pc.begin();
    const { problems } = valueOf(await pc.sessions.answer(header.id, 'cables', SEAT, ABNORMAL));
    expect(problems).toMatchObject([{ item: 'cables', since: 'persisting' }]);
  });

  it.each([
    ['no-such-item', SEAT],
    ['cables', 'seat:99'],
    ['cables', 'lab'],
    ['exits', SEAT],
  ] as const)('to %s of %s is refused: nobody asked', async (item, subject) => {
    const pc = new InspectionPc();
    const { header } = await pc.begin();
    expect(await pc.sessions.answer(header.id, item, subject, NORMAL)).toMatchObject({
      problem: { code: 'inspection-cell-unknown' },
    });
  });

  it('cannot be normal with a value outside the limits', async () => {
    const pc = new InspectionPc();
    const { id } = (await pc.begin()).header;
    const light = (answer: Parameters<typeof pc.sessions.answer>[3]) => pc.sessions.answer(id, 'light', SEAT, answer);
    expect(await light({ ...NORMAL, value: 299.9 })).toMatchObject({ problem: { code: 'inspection-value-outside' } });
    expect(await light({ ...NORMAL, value: 500.1 })).toMatchObject({ ok: false });
    for (const value of [300, 500]) expect(await light({ ...NORMAL, value })).toMatchObject({ ok: true });
    expect(await light({ ...ABNORMAL, value: 200 })).toMatchObject({ ok: true });
  });

  it('to all that is open of an item or a seat leaves what was said', async () => {
    const pc = new InspectionPc();
    const { id } = (await pc.begin()).header;
    valueOf(await pc.sessions.addSeat(id, '2'));
    valueOf(await pc.sessions.addSeat(id, '10'));
    valueOf(await pc.sessions.answer(id, 'cables', SEAT, ABNORMAL));
    const item = valueOf(await pc.sessions.answerOpen(id, { item: 'cables', subject: null }, NORMAL));
    expect(item.cells.map(({ subject }) => subject)).toEqual(['seat:2', 'seat:10']);
    const seat = valueOf(await pc.sessions.answerOpen(id, { item: null, subject: 'seat:2' }, NO_ACCESS));
    expect(seat.cells.map(({ item: of }) => of)).toEqual(['headset', 'memory', 'light']);
    const everything = { item: null, subject: null };
    expect(await pc.sessions.answerOpen(id, everything, NORMAL)).toMatchObject({
      problem: { code: 'inspection-too-much-at-once' },
    });
    const session = await reopened(pc.folder, id);
    expect(session.cells.find(({ item: of, subject }) => of === 'cables' && subject === SEAT)!.answer).toMatchObject(
      ABNORMAL,
    );
    // Whatever is not inspected says why.
    const results = session.cells.map(resultOf);
    expect(results.filter((result) => result?.outcome === 'not-inspected' && result.reason === null)).toEqual([]);
    expect(session.counts.notInspected).toBe(4);
  });
});
