import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDatabaseSession } from '../../../src/core/store/database-session.ts';
import { createInspectionStore } from '../../../src/core/store/inspection-store.ts';
import type { InspectionPatch } from '../../../src/core/store/stored-inspection.ts';
import { fail, succeed } from '../../../src/shared/domain/result.ts';
import { MortalInspector } from '../../support/faults/mortal-inspector.ts';
import { noted } from '../../support/inspection/inspection-cells.ts';
import { InspectionPc } from '../../support/inspection/inspections.ts';
import { ulidOf } from '../../support/request/requests.ts';
import { run } from '../../support/pc/runs.ts';
import { valueOf } from '../../support/value-of.ts';

const AT = '2026-11-22T10:00:00.000+08:00';

async function begun() {
  const pc = new InspectionPc();
  const { id, number } = (await pc.begin()).header;
  return { pc, id, number, store: createInspectionStore(pc.database) };
}

const photo = (number: number): InspectionPatch => ({
  photo: {
    facts: {
      id: ulidOf(number),
      item: 'cables',
      subject: 'seat:03',
      width: 1,
      height: 1,
      bytes: 2,
      sha256: '0'.repeat(64),
      takenAt: AT,
    },
    jpeg: Buffer.from('ffd8', 'hex'),
  },
});

const anyPatch = (touch: number): fc.Arbitrary<InspectionPatch> => {
  const seat = fc.constantFrom('03', '04', '1');
  const reading = fc
    .constantFrom(null, 'read')
    .map((read) =>
      read === null
        ? null
        : { seat: '04', run: run(touch), source: 'bundle' as const, keyId: 'k', marks: [], takenInAt: AT },
    );
  const cell = fc.tuple(fc.constantFrom('b-item', 'a-item'), seat).map(([item, at]) => noted(item, at, touch, AT));
  return fc.oneof(
    cell.map((one) => ({ cells: [one] })),
    cell.map((one) => ({ cells: [{ ...one, answer: null }] })),
    fc
      .tuple(seat, reading)
      .map(([at, read]) => ({ seats: [{ seat: at, reading: read === null ? null : { ...read, seat: at } }] })),
    seat.map((at) => ({ removedSeat: at })),
    fc.constant(photo(touch)),
    fc.integer({ min: 0, max: touch }).map((one) => ({ removedPhoto: ulidOf(one) })),
    fc.constantFrom('b', 'a').map((item) => ({ decision: { item, impact: String(touch) } })),
    fc.constantFrom('b', 'a').map((item) => ({ decision: { item } })),
    fc.constantFrom('b', 'a').map((item) => ({ request: { item, id: ulidOf(touch), number: `VR-${touch}` } })),
    fc.constant({ books: null }),
  );
};

describe('one edit of an inspection', () => {
  it('leaves in memory what a new program reads from the disk, whatever was touched', async () => {
    const { pc, id, store } = await begun();
    valueOf(await pc.database.use((database) => database.pragma('synchronous = OFF')));
    const other = createDatabaseSession(pc.folder);
    let touch = 0;
    const patches = fc.array(
      fc.nat().chain(() => anyPatch((touch += 1))),
      { minLength: 1, maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(patches, async (asked) => {
        for (const patch of asked) {
          const changed = valueOf(await store.change(id, AT, () => succeed(patch)));
          const read = valueOf(await createInspectionStore(other).get(id));
          expect(changed).toEqual(read);
        }
      }),
      { numRuns: 40 },
    );
    other.close();
  });

  it('that is refused has written nothing', async () => {
    const { id, store } = await begun();
    const before = valueOf(await store.get(id));
    expect(await store.change(id, '2027', () => fail('report-outdated'))).toMatchObject({
      problem: { code: 'report-outdated' },
    });
    expect(valueOf(await store.get(id))).toEqual(before);
  });

  it('that breaks halfway leaves nothing, on the disk and in memory', async () => {
    const { id, store } = await begun();
    valueOf(await store.change(id, AT, () => succeed(photo(1))));
    const before = valueOf(await store.get(id));
    const twice = { cells: [noted('cables', '03', 1, AT)], ...photo(1) };
    expect(await store.change(id, AT, () => succeed(twice))).toMatchObject({ ok: false });
    expect(valueOf(await store.get(id))).toEqual(before);
  });

  it.each(['of another program', 'by another part of this one'])('%s is seen by the next one', async (who) => {
    const { pc, id, store } = await begun();
    const other = createInspectionStore(
      who === 'of another program' ? new InspectionPc({ folder: pc.folder }).database : pc.database,
    );
    const seen: (string | undefined)[] = [];
    for (let touch = 0; touch < 6; touch += 1) {
      const [now, then] = touch % 2 === 0 ? [store, other] : [other, store];
      valueOf(await now.change(id, AT, () => succeed({ cells: [noted('cables', String(touch), touch, AT)] })));
      await then.change(id, AT, ({ cells }) => {
        seen.push(cells.get('cables')?.get(`seat:${touch}`)?.answer?.note);
        return fail('report-outdated');
      });
    }
    expect(seen).toEqual(['0', '1', '2', '3', '4', '5']);
    expect(valueOf(await store.get(id)).cells).toEqual(valueOf(await other.get(id)).cells);
  });

  it('of what was signed is refused, and by the database itself as well', async () => {
    const { pc, id, number, store } = await begun();
    valueOf(await store.get(id));
    valueOf(
      await pc.database.use((database) =>
        database.prepare("UPDATE inspections SET state = 'signed' WHERE id = ?").run(id),
      ),
    );
    expect(await store.change(id, AT, () => succeed(photo(1)))).toEqual(
      fail('inspection-not-open', { number, state: 'signed' }),
    );
    const forced = await pc.database.use((database) =>
      database.prepare('DELETE FROM inspection_cells WHERE inspection_id = ?').run(id),
    );
    expect(forced).toMatchObject({ ok: false });
    expect(valueOf(await store.get(id)).header.state).toBe('signed');
  });
});

it('gives a number that is taken an ending', async () => {
  const { id, number, store } = await begun();
  const first = valueOf(await store.get(id));
  const header = { ...first.header, id: ulidOf(9), period: { ...first.header.period, kind: 'on-request' as const } };
  expect(valueOf(await store.begin({ ...first, header })).header.number).toBe(`${number}-2`);
});

describe('a program killed during an inspection', () => {
  it('has every touch it has acknowledged, and one in flight at most', async () => {
    const mortal = await new MortalInspector().begin();
    for (const after of [0, 7, 60]) {
      await mortal.live(after + Math.random() * 20);
      expect(mortal.acknowledged.size).toBeGreaterThan(0);
      expect(await mortal.reckon()).toEqual({ lost: [], ahead: [], integrity: 'ok', state: 'open' });
    }
    expect(mortal.refused).toEqual([]);
  });

  it('beside another one, both', async () => {
    const mortal = await new MortalInspector().begin();
    for (let pair = 0; pair < 2; pair += 1) {
      await mortal.live(60 + Math.random() * 60, 100 + Math.random() * 60);
      expect([...mortal.acknowledged.keys()].map((key) => key.split(' ')[0])).toContain('program-1');
      expect(await mortal.reckon()).toEqual({ lost: [], ahead: [], integrity: 'ok', state: 'open' });
    }
    expect(mortal.refused).toEqual([]);
  });
});

describe('an unreadable inspection', () => {
  it('is said of that inspection, and hides no list', async () => {
    const { pc, id, number, store } = await begun();
    valueOf(await store.change(id, AT, () => succeed({ cells: [noted('b-item', '03', 1, AT)] })));
    valueOf(await pc.database.use((database) => database.exec("UPDATE inspection_cells SET answer = '{'")));
    const anew = createInspectionStore(createDatabaseSession(pc.folder));
    expect(await anew.get(id)).toMatchObject({ problem: { code: 'record-unreadable' } });
    expect(valueOf(await anew.list())).toMatchObject([
      { number, problem: { params: { number, place: 'inspection_cells' } } },
    ]);
  });
});
