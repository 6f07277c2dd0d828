import { describe, expect, it } from 'vitest';
import {
  inspectionSessionSchema,
  inspectionSummarySchema,
  touchedSchema,
} from '../../../../src/shared/domain/inspection/inspection-session.ts';
import { resultOf } from '../../../../src/shared/domain/inspection/cell.ts';
import type { Subject } from '../../../../src/shared/domain/inspection/inspection-terms.ts';
import type { StationReading } from '../../../../src/core/inspections/material.ts';
import { SMALL_JPEG } from '../../../support/jpeg.ts';
import { station } from '../../../support/facts.ts';
import { ITEMS, publishing } from '../../../support/inspection-parts.ts';
import { ABNORMAL, InspectionPc, NO_ACCESS, NORMAL, reopened, sessionOf } from '../../../support/inspections.ts';
import { valueOf } from '../../../support/outbox-pc.ts';
import { isReadable } from '../../../../src/shared/domain/is-readable.ts';
import { requestsIn } from '../../../support/request-desk.ts';
import { ulidOf } from '../../../support/requests.ts';
import { run } from '../../../support/runs.ts';

const never = new AbortController().signal;
const SEAT: Subject = 'seat:03';

const readingAt = (seat: string, devices?: Parameters<typeof run>[1]): StationReading => ({
  seat,
  run: run(1000, devices),
  source: 'bundle',
  keyId: 'key',
  marks: ['not-fresh'],
  takenInAt: '2026-11-22T10:00:00.000+08:00',
});

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

describe('whoever goes on', () => {
  it('finds everything in another program, and is named', async () => {
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

  it('keeps the list the session began with, and is told of a newer one', async () => {
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

describe('what has ended', () => {
  it('by being given up is refused before it is touched, and stays to be read', async () => {
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
      pc.sessions.open.keepBooks(id, null),
      pc.sessions.open.material(id),
    ])
      expect(await call).toMatchObject(refusal);
    expect(await Array.fromAsync(pc.sessions.readAgain(id, never))).toMatchObject([{ type: 'failed', ...refusal }]);
    expect(valueOf(await pc.sessions.get(id)).header.state).toBe('abandoned');
    expect(valueOf(await pc.sessions.archive.material(id)).cells).toHaveLength(6);
  });

  it('is unknown by a number nobody gave', async () => {
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

it('the list counts as the sessions do, the newest first', async () => {
  const pc = new InspectionPc();
  const first = await pc.begin();
  valueOf(await pc.sessions.addSeat(first.header.id, '04'));
  valueOf(
    await pc.sessions.answer(first.header.id, 'cables', 'seat:04', {
      ...NO_ACCESS,
      reason: 'not-applicable',
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

describe('a problem', () => {
  const withDesk = () => {
    const pc = new InspectionPc();
    pc.reading = run(0, []);
    const desk = requestsIn(pc.folder, pc.database, [pc.reading]);
    pc.requests = () => Promise.resolve(desk);
    return { pc, desk };
  };

  it('opens a request in one touch, and shows its number', async () => {
    const { pc, desk } = withDesk();
    const session = await pc.begin();
    const { id, number } = session.header;
    const drafted = valueOf(await pc.sessions.draftRequest(id, 'headset'));
    expect(drafted).toMatchObject({
      scope: 'seat',
      run: pc.reading.id,
      checks: ['headset-present'],
      title: session.problems[0]!.text['zh-CN'],
    });
    expect(drafted.description).toContain(number);
    expect(drafted.description).toContain(session.problems[0]!.found[0]!.said['zh-CN']);
    const { seal } = valueOf(await desk.preview(drafted));
    const filed = valueOf(await desk.file(drafted, seal));
    const linked = valueOf(await pc.sessions.linkRequest(id, 'headset', filed.request.id));
    expect(linked.problems).toMatchObject([{ request: { id: filed.request.id, number: filed.request.number } }]);
    expect((await reopened(pc.folder, id)).problems).toMatchObject([{ request: { number: filed.request.number } }]);
    expect(await pc.sessions.linkRequest(id, 'headset', ulidOf(7))).toMatchObject({
      problem: { code: 'request-not-found' },
    });
  });

  it('of several seats, of all, of the lab, or of a seat read elsewhere asks for as much', async () => {
    const { pc } = withDesk();
    const { id } = (await pc.begin()).header;
    expect(await pc.sessions.draftRequest(id, 'cables')).toMatchObject({
      problem: { code: 'inspection-no-such-problem' },
    });
    valueOf(await pc.sessions.open.takeReading(id, readingAt('12', [])));
    valueOf(await pc.sessions.addSeat(id, '13'));
    expect(valueOf(await pc.sessions.draftRequest(id, 'headset'))).toMatchObject({ scope: 'several-seats' });
    valueOf(await pc.sessions.answer(id, 'cables', 'seat:12', ABNORMAL));
    expect(valueOf(await pc.sessions.draftRequest(id, 'cables'))).toMatchObject({
      scope: 'seat',
      run: null,
      checks: [],
    });
    valueOf(await pc.sessions.answer(id, 'exits', 'lab', ABNORMAL));
    expect(valueOf(await pc.sessions.draftRequest(id, 'exits'))).toMatchObject({ scope: 'lab', run: null });
    valueOf(await pc.sessions.answer(id, 'headset', 'seat:13', ABNORMAL));
    expect(valueOf(await pc.sessions.draftRequest(id, 'headset'))).toMatchObject({ scope: 'lab' });
  });

  it('is asked about without its run where this PC has not kept it', async () => {
    const { pc } = withDesk();
    pc.reading = run(5000, []);
    const { id } = (await pc.begin()).header;
    expect(valueOf(await pc.sessions.draftRequest(id, 'headset'))).toMatchObject({ run: null, checks: [] });
  });
});
