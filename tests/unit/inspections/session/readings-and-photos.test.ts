import { describe, expect, it } from 'vitest';
import { touchedSchema } from '../../../../src/shared/domain/inspection/inspection-session.ts';
import type { Subject } from '../../../../src/shared/domain/inspection/inspection-terms.ts';
import { SMALL_JPEG } from '../../../support/jpeg.ts';
import { station } from '../../../support/facts.ts';
import { ABNORMAL, InspectionPc, NORMAL, reopened, sessionOf, readingAt } from '../../../support/inspections.ts';
import { valueOf } from '../../../support/value-of.ts';
import { run } from '../../../support/runs.ts';

const never = new AbortController().signal;
const SEAT: Subject = 'seat:03';
describe('readings', () => {
  it('of another seat fill it; what the inspector said stays when one comes again', async () => {
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

  it('brought by one key are all marked, whichever came first', async () => {
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

  it('are taken again here', async () => {
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

  it('are waited for at a seat that was added, and only an untouched seat goes', async () => {
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
  it('belong to a cell, are read again, and go', async () => {
    const pc = new InspectionPc();
    const { id } = (await pc.begin()).header;
    const added = valueOf(await pc.sessions.addPhoto(id, 'cables', SEAT, SMALL_JPEG));
    touchedSchema.parse(added);
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

  it('are twelve at most for a cell', async () => {
    const pc = new InspectionPc();
    const { id } = (await pc.begin()).header;
    for (let taken = 0; taken < 12; taken += 1) valueOf(await pc.sessions.addPhoto(id, 'exits', 'lab', SMALL_JPEG));
    expect(await pc.sessions.addPhoto(id, 'exits', 'lab', SMALL_JPEG)).toMatchObject({
      problem: { code: 'inspection-cell-photos-full', params: { most: 12 } },
    });
    expect(await pc.sessions.addPhoto(id, 'cables', SEAT, SMALL_JPEG)).toMatchObject({ ok: true });
  });
});
