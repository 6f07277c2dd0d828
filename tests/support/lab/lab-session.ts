import { createLabIntake } from '../../../src/core/inspections/lab/lab-intake.ts';
import type { InspectionMaterial, OpenSession, StationReading } from '../../../src/core/records/material.ts';
import { generateSigningKey } from '../../../src/core/signing/signing-key.ts';
import { createDatabaseSession } from '../../../src/core/store/database-session.ts';
import type { CheckRun } from '../../../src/shared/domain/check-run.ts';
import type { InspectionSession } from '../../../src/shared/domain/inspection/inspection-session.ts';
import { succeed } from '../../../src/shared/domain/result.ts';
import type { Station } from '../../../src/shared/domain/station.ts';
import { station } from '../pc/facts.ts';
import { ulidOf } from '../request/requests.ts';
import { run } from '../pc/runs.ts';

export const LAB_NOW = new Date('2026-11-22T10:00:00+08:00');
export const READING_RULES = { freshHours: 24, clockMinutes: 10 };
export const stationAt = (seat: string): Station => ({ ...station(null), lab: 'VR-301', seat });

/** A run at a seat, begun so many minutes before now. */
export function runAt(seat: string, minutesAgo = 30): CheckRun {
  const made = run(LAB_NOW.getTime() - minutesAgo * 60_000 - Date.UTC(2026, 10, 22));
  return { ...made, station: stationAt(seat), publication: { ...made.publication, date: '2026-09-01' } };
}

const material = (of: CheckRun): InspectionMaterial => ({
  header: {
    id: ulidOf(1),
    number: 'XJ-261122-0001',
    state: 'open',
    period: { kind: 'quarterly', label: '2026-Q4', from: '2026-10-01', to: '2026-12-31' },
    lab: { school: '示范中学', campusZone: 'urban', lab: 'VR-301' },
    startedAt: '2026-11-22T09:00:00.000+08:00',
    publication: of.publication,
    program: '0.2.0',
    demo: of.demo,
  },
  notes: { inspectors: [], schoolPerson: null, remark: '', conclusion: null, advice: null },
  checklist: {
    id: 'c',
    version: 1,
    title: { 'zh-CN': '表', en: 'List' },
    kinds: ['quarterly'],
    basis: [],
    sections: [],
  } as never,
  seats: [],
  cells: [],
  photos: [],
  books: null,
  decisions: [],
  requests: [],
  savedAt: '2026-11-22T09:00:00.000+08:00',
});

/** The intake of a PC, over a session that lives in memory and a database of its own for keys. */
export function labPc(folder: string, { demo = false, now = LAB_NOW, seat = '01' } = {}) {
  let kept = material(runAt('01'));
  if (demo) kept = { ...kept, header: { ...kept.header, demo: true } };
  const { key } = generateSigningKey();
  const session = createDatabaseSession(folder);
  const shown = () => succeed({ books: kept.books } as unknown as InspectionSession);
  const open: OpenSession = {
    material: () => Promise.resolve(succeed(kept)),
    takeReading(_id, reading) {
      hold(reading);
      return Promise.resolve(shown());
    },
    replaceAssetRegister(_id, books) {
      kept = { ...kept, books };
      return Promise.resolve(shown());
    },
  };
  const hold = (reading: StationReading) => {
    const others = kept.seats.filter((one) => one.seat !== reading.seat);
    kept = { ...kept, seats: [...others, { seat: reading.seat, reading }] };
  };
  const intake = createLabIntake({
    open,
    get: () => Promise.resolve(shown()),
    session,
    version: '0.2.0',
    now: () => now,
    station: () => Promise.resolve(succeed(stationAt(seat))),
    async *check() {
      await Promise.resolve();
      yield { type: 'finished', run: runAt(seat, 1), keeping: { kept: 'database' } };
    },
    deviceKey: () => Promise.resolve(succeed(key)),
    rulesOf: () => READING_RULES,
  });
  return { intake, key, session, hold, held: () => kept, id: kept.header.id };
}
