import { describe, expect, it } from 'vitest';
import {
  bulkAnswerSchema,
  inspectionSessionSchema,
  undoneSchema,
} from '../../../../src/shared/domain/inspection/inspection-session.ts';
import type { Subject } from '../../../../src/shared/domain/inspection/inspection-terms.ts';
import { checklistItem, ITEMS, publishing } from '../../../support/inspection/inspection-dependencies.ts';
import { ABNORMAL, InspectionPc, NORMAL, NO_ACCESS, reopened } from '../../../support/inspection/inspections.ts';
import { SMALL_JPEG } from '../../../support/inspection/jpeg.ts';
import { valueOf } from '../../../support/value-of.ts';

const SEAT: Subject = 'seat:03';
const whole = { item: null, subject: SEAT };

describe('a bulk answer', () => {
  it('leaves out what has to be measured and what may not apply, and says so', async () => {
    const wear = checklistItem({ id: 'wear', appliesWhen: { equipment: 'headset' } });
    const pc = new InspectionPc({ published: publishing([...ITEMS, wear]) });
    pc.reading = { ...pc.reading, devices: [] };
    const { id } = (await pc.begin()).header;
    const normal = valueOf(await pc.sessions.answerOpen(id, whole, NORMAL));
    bulkAnswerSchema.parse(normal);
    expect(normal).toMatchObject({
      filled: 1,
      cells: [{ item: 'cables', answer: { outcome: 'normal', bulk: true } }],
      leftOut: [
        { item: 'light', subject: SEAT, because: 'measured' },
        { item: 'wear', subject: SEAT, because: 'condition-unknown' },
      ],
    });
    // That nobody could go there is true of everything there.
    expect(valueOf(await pc.sessions.answerOpen(id, whole, NO_ACCESS))).toMatchObject({ filled: 2, leftOut: [] });
  });
});

describe('a bulk answer where the program has no data', () => {
  it('leaves its items open and says that no reading and no asset register has come', async () => {
    const pc = new InspectionPc();
    const { id } = (await pc.begin()).header;
    valueOf(await pc.sessions.addSeat(id, '04'));
    const unread = { item: null, subject: 'seat:04' };
    const leftOut = [
      { item: 'headset', subject: 'seat:04', because: 'no-reading' },
      { item: 'memory', subject: 'seat:04', because: 'no-reading' },
      { item: 'light', subject: 'seat:04', because: 'measured' },
    ];
    expect(valueOf(await pc.sessions.foreseeOpen(id, unread, NORMAL))).toEqual({ filled: 1, leftOut });
    expect(valueOf(await pc.sessions.answerOpen(id, unread, NORMAL))).toMatchObject({
      cells: [{ item: 'cables' }],
      leftOut,
    });
    expect(valueOf(await pc.sessions.answerOpen(id, { item: 'headset', subject: null }, NORMAL))).toMatchObject({
      filled: 0,
      cells: [],
    });
    expect(valueOf(await pc.sessions.answerOpen(id, { item: null, subject: 'lab' }, NORMAL))).toMatchObject({
      cells: [{ item: 'exits' }],
      leftOut: [{ item: 'books', subject: 'lab', because: 'no-register' }],
    });
  });
});

describe('undo', () => {
  it('takes back one step at a time, a bulk answer as one, also after the program was started anew', async () => {
    const pc = new InspectionPc();
    const begun = await pc.begin();
    const { id } = begun.header;
    expect(begun.undo).toBeNull();
    valueOf(await pc.sessions.answer(id, 'cables', SEAT, ABNORMAL));
    const decision = { item: 'cables', action: '换线' };
    valueOf(await pc.sessions.decideProblem(id, decision));
    valueOf(await pc.sessions.answer(id, 'cables', SEAT, NORMAL));
    valueOf(await pc.sessions.answerOpen(id, whole, NO_ACCESS));
    const before = await reopened(pc.folder, id);
    expect(before.undo).toMatchObject({ change: 'bulk', item: null, subject: SEAT, cells: 1 });

    const { sessions } = new InspectionPc({ folder: pc.folder });
    const bulk = valueOf(await sessions.undo(id));
    undoneSchema.parse(bulk);
    expect(bulk).toMatchObject({
      undone: { change: 'bulk' },
      undo: { change: 'answer', item: 'cables', subject: SEAT },
      cells: [{ item: 'light', answer: null }],
    });
    expect(valueOf(await sessions.undo(id))).toMatchObject({
      undone: { change: 'answer' },
      cells: [{ item: 'cables', answer: { outcome: 'abnormal', note: '外皮破损' } }],
      problems: [{ item: 'cables', action: { 'zh-CN': '换线' } }],
    });
    expect(valueOf(await sessions.undo(id)).problems[0]!.action['zh-CN']).not.toBe('换线');
    expect(valueOf(await sessions.undo(id))).toMatchObject({ undo: null, problems: [] });
    expect(await sessions.undo(id)).toMatchObject({ problem: { code: 'inspection-nothing-to-undo' } });
    const after = await reopened(pc.folder, id);
    expect({ ...after, savedAt: '' }).toEqual({ ...begun, savedAt: '' });
    inspectionSessionSchema.parse(after);
  });

  it('tells what was written about an answer from the answer', async () => {
    const pc = new InspectionPc();
    const { id } = (await pc.begin()).header;
    valueOf(await pc.sessions.answer(id, 'cables', SEAT, { ...ABNORMAL, note: '' }));
    const noted = valueOf(await pc.sessions.answer(id, 'cables', SEAT, ABNORMAL));
    expect(noted.undo).toMatchObject({ change: 'note', item: 'cables', subject: SEAT });
    expect(valueOf(await pc.sessions.undo(id))).toMatchObject({
      undone: { change: 'note' },
      undo: { change: 'answer' },
      cells: [{ answer: { outcome: 'abnormal', note: '' } }],
    });
    valueOf(await pc.sessions.answer(id, 'cables', SEAT, ABNORMAL));
    const otherwise = valueOf(await pc.sessions.answer(id, 'cables', SEAT, { ...NORMAL, note: '已换线' }));
    expect(otherwise.undo).toMatchObject({ change: 'answer' });
  });

  it('brings a removed photo back with its bytes, and keeps what the program has found since', async () => {
    const pc = new InspectionPc();
    const { id } = (await pc.begin()).header;
    const { photos } = valueOf(await pc.sessions.addPhoto(id, 'cables', SEAT, SMALL_JPEG));
    valueOf(await pc.sessions.removePhoto(id, photos[0]!.id));
    expect(valueOf(await pc.sessions.undo(id))).toMatchObject({ photos, cells: [{ photos: [photos[0]!.id] }] });
    expect(Buffer.from(valueOf(await pc.sessions.photo(id, photos[0]!.id)).base64, 'base64')).toEqual(SMALL_JPEG);
    expect(valueOf(await pc.sessions.undo(id)).photos).toEqual([]);

    valueOf(await pc.sessions.answer(id, 'headset', SEAT, ABNORMAL));
    pc.reading = { ...pc.reading, findings: [], id: `${pc.reading.id.slice(0, -1)}A` };
    await Array.fromAsync(pc.sessions.readAgain(id, new AbortController().signal));
    const [headset] = valueOf(await pc.sessions.undo(id)).cells;
    expect(headset).toMatchObject({ answer: null, automatic: { run: pc.reading.id } });
  });

  it('remembers the last 50 steps of an open inspection, and none of one that has ended', async () => {
    const pc = new InspectionPc();
    const { id } = (await pc.begin()).header;
    for (let step = 0; step < 55; step += 1)
      valueOf(await pc.sessions.answer(id, 'cables', SEAT, { ...ABNORMAL, note: String(step) }));
    for (let step = 0; step < 50; step += 1) valueOf(await pc.sessions.undo(id));
    expect(await pc.sessions.undo(id)).toMatchObject({ problem: { code: 'inspection-nothing-to-undo' } });
    valueOf(await pc.sessions.answer(id, 'cables', SEAT, NORMAL));
    valueOf(await pc.sessions.abandon(id, 'wrong room'));
    expect(await pc.sessions.undo(id)).toMatchObject({ problem: { code: 'inspection-not-open' } });
    const left = await pc.database.use((database) =>
      database.prepare('SELECT count(*) FROM inspection_steps').pluck().get(),
    );
    expect(valueOf(left)).toBe(0);
  });
});
