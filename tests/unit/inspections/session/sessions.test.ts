import { describe, expect, it } from 'vitest';
import { inspectionSummarySchema } from '../../../../src/shared/domain/inspection/inspection-session.ts';
import type { Subject } from '../../../../src/shared/domain/inspection/inspection-terms.ts';
import { isReadable } from '../../../../src/shared/domain/problem.ts';
import { ITEMS, publishing } from '../../../support/inspection/inspection-dependencies.ts';
import { ABNORMAL, InspectionPc, NORMAL, NO_ACCESS, readingAt } from '../../../support/inspection/inspections.ts';
import { SMALL_JPEG } from '../../../support/inspection/jpeg.ts';
import { ulidOf } from '../../../support/request/requests.ts';
import { valueOf } from '../../../support/value-of.ts';

const never = new AbortController().signal;
const SEAT: Subject = 'seat:03';
describe('continuing an inspection', () => {
  it('another program finds the whole inspection, and its inspector is added', async () => {
    const pc = new InspectionPc();
    const { header, notes } = await pc.begin();
    valueOf(await pc.sessions.answer(header.id, 'cables', SEAT, ABNORMAL));
    valueOf(await pc.sessions.decideProblem(header.id, { item: 'cables', owner: 'service', deadline: '2026-12-01' }));
    pc.database.close();

    const next = new InspectionPc({ folder: pc.folder });
    next.now = new Date('2026-11-23T09:00:00+08:00');
    const both = [...notes.inspectors, '李四', ''];
    expect(valueOf(await next.sessions.saveNotes(header.id, { ...notes, inspectors: both }))).toMatchObject({
      inspectors: ['张三', '李四'],
    });
    const session = valueOf(await next.sessions.get(header.id));
    expect(session).toMatchObject({
      problems: [{ item: 'cables', owner: 'service', deadline: '2026-12-01' }],
      savedAt: '2026-11-23T09:00:00.000+08:00',
    });
    // Taken back, it is as proposed.
    const proposed = valueOf(await next.sessions.decideProblem(header.id, { item: 'cables' }));
    expect(proposed.problems).toMatchObject([{ owner: 'school', deadline: '2026-11-24' }]);
  });

  it('an inspection retains the checklist it began with, and reports a newer one', async () => {
    const pc = new InspectionPc();
    const { header, checklist } = await pc.begin();
    pc.database.close();
    const published = publishing(ITEMS.slice(0, 2), 3);
    const updated = new InspectionPc({ folder: pc.folder, published });
    const session = valueOf(await updated.sessions.get(header.id));
    expect(session).toMatchObject({ checklist, newerChecklist: 3 });
    expect(await updated.sessions.answer(header.id, 'cables', SEAT, NORMAL)).toMatchObject({ ok: true });
    expect((await updated.begin('on-request')).checklist).toMatchObject({ version: 3 });
  });
});

describe('an inspection that has ended', () => {
  it('an abandoned inspection refuses every edit, and can still be read', async () => {
    const pc = new InspectionPc();
    const { id, number } = (await pc.begin()).header;
    const ended = valueOf(await pc.sessions.abandon(id, '误开'));
    inspectionSummarySchema.parse(ended);
    const refusal = { problem: { code: 'inspection-not-open', params: { number, state: 'abandoned' } } };
    const notes = { inspectors: [], schoolPerson: null, remark: '', conclusion: null, advice: null };
    for (const call of [
      pc.sessions.answer(id, 'cables', SEAT, NORMAL),
      pc.sessions.answerOpen(id, { item: 'cables', subject: null }, NORMAL),
      pc.sessions.addPhoto(id, 'cables', SEAT, SMALL_JPEG),
      pc.sessions.saveNotes(id, notes),
      pc.sessions.addSeat(id, '09'),
      pc.sessions.abandon(id, 'again'),
      pc.sessions.draftRequest(id, 'cables'),
      pc.sessions.open.takeReading(id, readingAt('12')),
      pc.sessions.open.replaceAssetRegister(id, null),
      pc.sessions.open.material(id),
    ])
      expect(await call).toMatchObject(refusal);
    expect(await Array.fromAsync(pc.sessions.readAgain(id, never))).toMatchObject([{ type: 'failed', ...refusal }]);
    expect(valueOf(await pc.sessions.get(id)).header.state).toBe('abandoned');
    expect(valueOf(await pc.sessions.archive.material(id)).cells).toHaveLength(6);
  });

  it('an unknown number finds no inspection', async () => {
    const pc = new InspectionPc();
    const { header } = await pc.begin();
    expect(valueOf(await pc.sessions.find(header.number.toLowerCase()))).toMatchObject({
      id: header.id,
      state: 'open',
    });
    expect(valueOf(await pc.sessions.find(header.id))).toMatchObject({ number: header.number });
    for (const call of [
      pc.sessions.find('XJ-1'),
      pc.sessions.get(ulidOf(1)),
      pc.sessions.answer(ulidOf(1), 'cables', SEAT, NORMAL),
    ])
      expect(await call).toMatchObject({ problem: { code: 'inspection-not-found' } });
  });
});

it('the list of inspections has the counts of the sessions, the newest first', async () => {
  const pc = new InspectionPc();
  const first = await pc.begin();
  valueOf(await pc.sessions.addSeat(first.header.id, '04'));
  valueOf(
    await pc.sessions.answer(first.header.id, 'cables', 'seat:04', {
      ...NO_ACCESS,
      outcome: 'not-applicable',
      reason: null,
      note: '无线机位',
    }),
  );
  valueOf(await pc.sessions.answer(first.header.id, 'headset', SEAT, ABNORMAL));
  const second = await pc.begin('semi-annual');
  const listed = valueOf(await pc.sessions.list()).filter(isReadable);
  for (const summary of listed) inspectionSummarySchema.parse(summary);
  const counted = [second.counts, valueOf(await pc.sessions.get(first.header.id)).counts];
  expect(listed.map(({ counts }) => counts)).toEqual(counted);
  expect(listed.map(({ seats }) => seats)).toEqual([1, 2]);
});

it('what release 0.3.0 stored as “not inspected: not applicable” is read as not applicable', async () => {
  const pc = new InspectionPc();
  const { header } = await pc.begin();
  const asThen = { outcome: 'not-inspected', reason: 'not-applicable', value: null, note: '', at: header.startedAt };
  valueOf(
    await pc.database.use((database) =>
      database
        .prepare('INSERT INTO inspection_cells VALUES (?, ?, ?, NULL, ?)')
        .run(header.id, 'cables', SEAT, JSON.stringify(asThen)),
    ),
  );
  const session = valueOf(await pc.sessions.get(header.id));
  expect(session.cells.find(({ item }) => item === 'cables')?.answer).toMatchObject({
    outcome: 'not-applicable',
    reason: null,
  });
  expect(session.counts.notApplicable).toBe(1);
  const [listed] = valueOf(await pc.sessions.list()).filter(isReadable);
  expect(listed?.counts).toEqual(session.counts);
});
