import { describe, expect, it } from 'vitest';
import { inspectionChangesSchema } from '../../../../src/shared/domain/inspection/inspection-session.ts';
import { isOverridden, lacksReason, resultOf } from '../../../../src/shared/domain/inspection/cell.ts';
import type { Subject } from '../../../../src/shared/domain/inspection/inspection-terms.ts';
import { checklistItem, ITEMS, publishing } from '../../../support/inspection/inspection-dependencies.ts';
import {
  ABNORMAL,
  InspectionPc,
  NO_ACCESS,
  NORMAL,
  readingAt,
  reopened,
  sessionOf,
} from '../../../support/inspection/inspections.ts';
import { valueOf } from '../../../support/value-of.ts';
import { SMALL_JPEG } from '../../../support/inspection/jpeg.ts';
import { station } from '../../../support/pc/facts.ts';
import { run } from '../../../support/pc/runs.ts';

const SEAT: Subject = 'seat:03';
const WEAR = checklistItem({ id: 'wear', appliesWhen: { equipment: 'headset' } });

describe('an answer', () => {
  it('an answer counts before the finding of the program, and may be taken back', async () => {
    const pc = new InspectionPc();
    const { header } = await pc.begin();
    const said = valueOf(await pc.sessions.answer(header.id, 'headset', SEAT, ABNORMAL));
    inspectionChangesSchema.parse(said);
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

  it('an abnormal answer is recognised as a problem of the last period', async () => {
    const pc = new InspectionPc();
    pc.previous = { problems: [{ item: 'cables', subjects: [SEAT] }] as never, stations: [] };
    const { header } = await pc.begin();
    const { problems } = valueOf(await pc.sessions.answer(header.id, 'cables', SEAT, ABNORMAL));
    expect(problems).toMatchObject([{ item: 'cables', since: 'persisting' }]);
  });

  it.each([
    ['no-such-item', SEAT],
    ['cables', 'seat:99'],
    ['cables', 'lab'],
    ['exits', SEAT],
  ] as const)('an answer to %s of %s is refused, as the checklist does not ask it', async (item, subject) => {
    const pc = new InspectionPc();
    const { header } = await pc.begin();
    expect(await pc.sessions.answer(header.id, item, subject, NORMAL)).toMatchObject({
      problem: { code: 'inspection-cell-unknown' },
    });
  });

  it('an answer cannot be normal with a value outside the limits', async () => {
    const pc = new InspectionPc();
    const { id } = (await pc.begin()).header;
    const light = (answer: Parameters<typeof pc.sessions.answer>[3]) => pc.sessions.answer(id, 'light', SEAT, answer);
    expect(await light({ ...NORMAL, value: 299.9 })).toMatchObject({ problem: { code: 'inspection-value-outside' } });
    expect(await light({ ...NORMAL, value: 500.1 })).toMatchObject({ ok: false });
    for (const value of [300, 500]) expect(await light({ ...NORMAL, value })).toMatchObject({ ok: true });
    expect(await light({ ...ABNORMAL, value: 200 })).toMatchObject({ ok: true });
  });

  it('an answer that no instrument shows is refused, whatever it is called', async () => {
    const pc = new InspectionPc();
    const { id } = (await pc.begin()).header;
    for (const value of [-1, 100_001])
      expect(await pc.sessions.answer(id, 'light', SEAT, { ...ABNORMAL, value })).toMatchObject({
        problem: { code: 'inspection-value-impossible', params: { value, unit: 'lx' } },
      });
    expect(await pc.sessions.answer(id, 'light', SEAT, { ...ABNORMAL, value: 0 })).toMatchObject({ ok: true });
  });

  it('what the program found abnormal is decided otherwise with a reason only, whichever came first', async () => {
    const pc = new InspectionPc();
    const { id } = (await pc.begin()).header;
    valueOf(await pc.sessions.addSeat(id, '2'));
    const answer = (of: Partial<typeof NORMAL>) => pc.sessions.answer(id, 'headset', 'seat:2', { ...NORMAL, ...of });
    valueOf(await answer({}));
    const taken = valueOf(await pc.sessions.open.takeReading(id, readingAt('2', [])));
    const contradicted = taken.cells.find(({ item, subject }) => item === 'headset' && subject === 'seat:2')!;
    expect([contradicted.automatic?.outcome, lacksReason(contradicted)]).toEqual(['abnormal', true]);
    valueOf(await answer({ outcome: 'abnormal' }));
    for (const outcome of ['normal', 'not-applicable'] as const)
      expect(await answer({ outcome })).toMatchObject({ problem: { code: 'inspection-override-unreasoned' } });
    const reasoned = valueOf(await answer({ note: '送修，备用机已到位' }));
    expect(reasoned.cells.map(lacksReason)).toEqual([false]);
  });

  it('what the program found normal is called abnormal with a reason only, as well', async () => {
    const pc = new InspectionPc();
    const { id } = (await pc.begin()).header;
    const answer = (of: Partial<typeof NORMAL>) => pc.sessions.answer(id, 'headset', SEAT, { ...NORMAL, ...of });
    for (const outcome of ['abnormal', 'not-applicable'] as const)
      expect(await answer({ outcome })).toMatchObject({ problem: { code: 'inspection-override-unreasoned' } });
    // Nothing contradicts what nobody could look at, and its reason is known.
    expect(await answer({ outcome: 'not-inspected', reason: 'in-use' })).toMatchObject({ ok: true });
    expect(valueOf(await answer(ABNORMAL)).cells.map(isOverridden)).toEqual([true]);
  });

  it('what lacks its reason is open again: in the counts, and not for an answer to all the rest', async () => {
    const pc = new InspectionPc();
    const { id } = (await pc.begin()).header;
    valueOf(await pc.sessions.addSeat(id, '2'));
    const seat = { item: null, subject: 'seat:2' } as const;
    valueOf(await pc.sessions.answer(id, 'headset', 'seat:2', NORMAL));
    const before = valueOf(await pc.sessions.get(id)).counts;
    const taken = valueOf(await pc.sessions.open.takeReading(id, readingAt('2', [])));
    const memory = taken.cells.find((cell) => cell.item === 'memory' && cell.subject === 'seat:2')!;
    // The program has filled one more, and found otherwise than was answered.
    expect(resultOf(memory)).not.toBeNull();
    expect(taken.counts).toMatchObject({ open: before.open, normal: before.normal - 1 });
    const filled = valueOf(await pc.sessions.answerOpen(id, seat, NO_ACCESS));
    expect(filled.cells.map(({ item }) => item)).not.toContain('headset');
    const reasoned = { ...NORMAL, note: '送修，备用机已到位' };
    const { counts } = valueOf(await pc.sessions.answer(id, 'headset', 'seat:2', reasoned));
    expect(counts).toMatchObject({ open: filled.counts.open - 1, normal: filled.counts.normal + 1 });
  });

  it('what always applies is called not applicable with a reason only', async () => {
    const pc = new InspectionPc({ published: publishing([...ITEMS, WEAR]) });
    const { id } = (await pc.begin()).header;
    const none = { ...NORMAL, outcome: 'not-applicable' } as const;
    const code = 'inspection-exception-unreasoned';
    expect(await pc.sessions.answer(id, 'exits', 'lab', none)).toMatchObject({ problem: { code } });
    expect(await pc.sessions.answer(id, 'exits', 'lab', { ...none, note: '只有一个门' })).toMatchObject({ ok: true });
    expect(await pc.sessions.answer(id, 'wear', SEAT, none)).toMatchObject({ ok: true });
  });

  it('answering all open cells of an item or a seat leaves given answers', async () => {
    const pc = new InspectionPc();
    const { id } = (await pc.begin()).header;
    valueOf(await pc.sessions.addSeat(id, '2'));
    valueOf(await pc.sessions.addSeat(id, '10'));
    valueOf(await pc.sessions.answer(id, 'cables', SEAT, ABNORMAL));
    const whole = { item: null, subject: 'seat:2' } as const;
    expect(valueOf(await pc.sessions.foreseeOpen(id, whole, NORMAL)).leftOut).toMatchObject([
      { item: 'headset', because: 'no-reading' },
      { item: 'memory', because: 'no-reading' },
      { item: 'light', because: 'measured' },
    ]);
    expect(await pc.sessions.foreseeOpen(id, { item: 'cables', subject: null }, NORMAL)).toEqual({
      ok: true,
      value: { filled: 2, leftOut: [] },
    });
    const item = valueOf(await pc.sessions.answerOpen(id, { item: 'cables', subject: null }, NORMAL));
    expect(item.cells.map(({ subject }) => subject)).toEqual(['seat:2', 'seat:10']);
    expect(item.cells.map(({ answer }) => answer?.bulk)).toEqual([true, true]);
    expect(item).toMatchObject({ filled: 2, leftOut: [] });
    const seat = valueOf(await pc.sessions.answerOpen(id, { item: null, subject: 'seat:2' }, NO_ACCESS));
    expect(seat.cells.map(({ item: of }) => of)).toEqual(['headset', 'memory', 'light']);
    for (const outcome of ['abnormal', 'not-applicable'] as const)
      expect(await pc.sessions.answerOpen(id, { item: 'light', subject: null }, { ...NORMAL, outcome })).toMatchObject({
        problem: { code: 'inspection-not-in-bulk' },
      });
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

const never = new AbortController().signal;

describe('readings', () => {
  it('a reading of another seat fills its cells, and answers stay when it is read again', async () => {
    const pc = new InspectionPc();
    const { id } = (await pc.begin()).header;
    const empty = valueOf(await pc.sessions.open.takeReading(id, readingAt('12', [])));
    expect(empty.stations.map(({ seat }) => seat)).toEqual(['03', '12']);
    expect(empty.stations[1]!.reading).toMatchObject({ source: 'bundle', keyId: 'key', marks: ['not-fresh'] });
    const headsetAt12 = ({ cells }: Pick<typeof empty, 'cells'>) =>
      cells.find(({ item, subject }) => item === 'headset' && subject === 'seat:12')!;
    expect(headsetAt12(empty).automatic).toMatchObject({ outcome: 'abnormal' });
    valueOf(await pc.sessions.answer(id, 'headset', 'seat:12', { ...ABNORMAL, note: '送修' }));
    const full = valueOf(await pc.sessions.open.takeReading(id, readingAt('12')));
    expect(headsetAt12(full)).toMatchObject({ automatic: { outcome: 'normal' }, answer: { note: '送修' } });
    expect(full.stations).toHaveLength(2);
    expect(await reopened(pc.folder, id)).toEqual(full);
  });

  it('readings signed by one key are all flagged, whichever came first', async () => {
    const pc = new InspectionPc();
    const { id } = (await pc.begin()).header;
    valueOf(await pc.sessions.open.takeReading(id, readingAt('12')));
    valueOf(await pc.sessions.open.takeReading(id, { ...readingAt('13'), keyId: 'other' }));
    const shared = { ...readingAt('14'), marks: ['key-shared'] as const };
    const session = valueOf(await pc.sessions.open.takeReading(id, shared));
    expect(session.stations.map(({ reading }) => reading?.marks)).toEqual([
      [],
      ['not-fresh', 'key-shared'],
      ['not-fresh'],
      ['key-shared'],
    ]);
    expect(await reopened(pc.folder, id)).toEqual(session);
    const again = valueOf(await pc.sessions.open.takeReading(id, shared));
    expect(again.stations).toEqual(session.stations);
  });

  it('this station can be read again', async () => {
    const pc = new InspectionPc();
    const { id } = (await pc.begin()).header;
    valueOf(await pc.sessions.answer(id, 'headset', SEAT, NORMAL));
    pc.reading = run(60_000, []);
    const session = sessionOf(await Array.fromAsync(pc.sessions.readAgain(id, never)));
    expect(session.stations).toMatchObject([{ reading: { run: pc.reading.id } }]);
    expect(session.cells[0]).toMatchObject({ automatic: { outcome: 'abnormal' }, answer: { outcome: 'normal' } });

    pc.station = { ...station(null), lab: 'VR 教室 2' };
    expect(await Array.fromAsync(pc.sessions.readAgain(id, never))).toMatchObject([
      { type: 'failed', problem: { code: 'inspection-other-lab' } },
    ]);
  });

  it('an added seat waits for its reading, and only an unedited seat can be removed', async () => {
    const pc = new InspectionPc();
    const { id } = (await pc.begin()).header;
    const added = valueOf(await pc.sessions.addSeat(id, '04'));
    expect(added.stations).toMatchObject([{ seat: '03' }, { seat: '04', reading: null }]);
    expect(added.counts.open).toBe(8);
    expect(await pc.sessions.addSeat(id, '04')).toMatchObject({ problem: { code: 'inspection-seat-known' } });
    expect(await pc.sessions.removeSeat(id, '05')).toMatchObject({ problem: { code: 'inspection-seat-unknown' } });
    expect(await pc.sessions.removeSeat(id, '03')).toMatchObject({ problem: { code: 'inspection-seat-in-use' } });
    valueOf(await pc.sessions.answer(id, 'cables', 'seat:04', NORMAL));
    expect(await pc.sessions.removeSeat(id, '04')).toMatchObject({ problem: { code: 'inspection-seat-in-use' } });
    valueOf(await pc.sessions.answer(id, 'cables', 'seat:04', null));
    expect(valueOf(await pc.sessions.removeSeat(id, '04')).counts.open).toBe(4);
  });
});

describe('photos', () => {
  it('a photo belongs to a cell, can be read, and can be removed', async () => {
    const pc = new InspectionPc();
    const { id } = (await pc.begin()).header;
    const added = valueOf(await pc.sessions.addPhoto(id, 'cables', SEAT, SMALL_JPEG));
    inspectionChangesSchema.parse(added);
    const [photo] = added.photos;
    expect(added.cells).toMatchObject([{ item: 'cables', photos: [photo!.id] }]);
    expect(photo).toMatchObject({ item: 'cables', subject: SEAT, bytes: SMALL_JPEG.length });
    const file = valueOf(await pc.sessions.photo(id, photo!.id));
    expect(Buffer.from(file.base64, 'base64')).toEqual(SMALL_JPEG);
    expect(Buffer.from(valueOf(await pc.sessions.archive.photoBytes(id, photo!.id)))).toEqual(SMALL_JPEG);
    expect(await pc.sessions.addPhoto(id, 'exits', SEAT, SMALL_JPEG)).toMatchObject({ ok: false });
    expect(await pc.sessions.addPhoto(id, 'cables', SEAT, Buffer.from('GIF89a'))).toMatchObject({
      problem: { code: 'photo-not-jpeg' },
    });
    const removed = valueOf(await pc.sessions.removePhoto(id, photo!.id));
    expect(removed).toMatchObject({ cells: [{ item: 'cables', photos: [] }], photos: [] });
    for (const call of [pc.sessions.removePhoto(id, photo!.id), pc.sessions.photo(id, photo!.id)])
      expect(await call).toMatchObject({ problem: { code: 'inspection-photo-not-found' } });
  });

  it('a cell has twelve photos at most', async () => {
    const pc = new InspectionPc();
    const { id } = (await pc.begin()).header;
    for (let taken = 0; taken < 12; taken += 1) valueOf(await pc.sessions.addPhoto(id, 'exits', 'lab', SMALL_JPEG));
    expect(await pc.sessions.addPhoto(id, 'exits', 'lab', SMALL_JPEG)).toMatchObject({
      problem: { code: 'inspection-cell-photos-full', params: { most: 12 } },
    });
    expect(await pc.sessions.addPhoto(id, 'cables', SEAT, SMALL_JPEG)).toMatchObject({ ok: true });
  });
});
