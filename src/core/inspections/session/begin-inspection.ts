import { setImmediate as nextTurn } from 'node:timers/promises';
import { ulid } from 'ulid';
import { civilDateOf, formatInstant } from '../../../shared/beijing-time.ts';
import type { Checklist } from '../../../shared/domain/inspection/checklist.ts';
import type { InspectionSession, Period } from '../../../shared/domain/inspection/inspection-session.ts';
import type { InspectionKind } from '../../../shared/domain/inspection/inspection-terms.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { type Result, fail, succeed } from '../../../shared/domain/result.ts';
import type { Station } from '../../../shared/domain/station.ts';
import type { ReadingProgress } from '../../../shared/inspection-contract.ts';
import type { StationReading } from '../../records/material.ts';
import { inspectionNumberOf } from '../../records/record-numbers.ts';
import type { InspectionStore } from '../../store/inspection-store.ts';
import { NO_CELLS, type StoredInspection, cellsWith } from '../../store/stored-inspection.ts';
import type { InspectionSessions } from '../inspections.ts';
import { resolveChecklist } from './checklist.ts';
import type { InspectionEditor } from './edit-inspection.ts';
import { filledCells } from './fill-automatic.ts';
import { seatsToInspect } from './lab-seats.ts';
import type { SessionDependencies, SessionView } from './show-session.ts';

/** Inspections begun, and this station read again later: both check this station first. */
export function createStationReading(
  deps: SessionDependencies,
  store: Pick<InspectionStore, 'begin' | 'getOpen' | 'isFree'>,
  view: SessionView,
  takeReading: InspectionEditor['takeReading'],
): Pick<InspectionSessions, 'start' | 'readAgain'> {
  const readyToStart = async (kind: InspectionKind): Promise<Result<{ station: Station; checklist: Checklist }>> => {
    const station = await requireStation(deps);
    if (!station.ok) return station;
    const checklist = resolveChecklist(deps.publication.checklists, kind);
    if (checklist === null) return fail('inspection-no-checklist');
    const free = await store.isFree({ kind, lab: station.value });
    return free.ok ? succeed({ station: station.value, checklist }) : free;
  };

  const readyToRead = async (id: string): Promise<Result<Station>> => {
    const station = await requireStation(deps);
    if (!station.ok) return station;
    const open = await store.getOpen(id);
    return open.ok ? requireSameLab(open.value, station.value) : open;
  };

  return {
    async *start(kind, inspector, signal, seatCount) {
      const ready = await readyToStart(kind);
      if (!ready.ok) yield failed(ready.problem);
      else
        yield* readThisStation(deps, ready.value.station, signal, async (reading) => {
          const begins = { kind, inspector, ...ready.value, reading, seatCount: seatCount ?? null };
          const inspection = await newInspection(begins, deps);
          // Filling it in keeps the thread busy: a cancel that came meanwhile is handled now, before anything is stored.
          await nextTurn();
          if (signal.aborted) return null;
          const begun = await store.begin(inspection);
          return begun.ok ? succeed(await view.session(begun.value)) : begun;
        });
    },
    async *readAgain(id, signal) {
      const station = await readyToRead(id);
      if (!station.ok) yield failed(station.problem);
      else yield* readThisStation(deps, station.value, signal, (reading) => takeReading(id, reading));
    },
  };
}

/** @returns `inspection-needs-station` where this PC does not know its seat. */
async function requireStation({ station }: Pick<SessionDependencies, 'station'>): Promise<Result<Station>> {
  const read = await station();
  if (!read.ok) return read;
  return read.value === null ? fail('inspection-needs-station') : succeed(read.value);
}

/** A PC that was moved to another lab since is no part of this inspection. */
function requireSameLab({ header }: StoredInspection, station: Station): Result<Station> {
  const { number, lab } = header;
  return lab.school === station.school && lab.lab === station.lab
    ? succeed(station)
    : fail('inspection-other-lab', { number, lab: lab.lab, found: station.lab });
}

const failed = (problem: Problem): ReadingProgress => ({ type: 'failed', problem });

/**
 * Checks this station, with a step for each probe as it ends; the last step is the session. Ending the iteration or aborting the
 * signal before the check is complete stores nothing.
 * @param storeReading answers null where the signal stopped it before it stored anything.
 */
async function* readThisStation(
  deps: Pick<SessionDependencies, 'check' | 'now'>,
  { seat }: Station,
  signal: AbortSignal,
  storeReading: (reading: StationReading) => Promise<Result<InspectionSession> | null>,
): AsyncGenerator<ReadingProgress> {
  for await (const step of deps.check(signal)) {
    if (step.type === 'probe') {
      yield step;
      continue;
    }
    if (signal.aborted) return;
    const takenInAt = formatInstant(deps.now());
    const stored = await storeReading({ seat, run: step.run, source: 'here', keyId: null, marks: [], takenInAt });
    if (stored === null) return;
    yield stored.ok ? { type: 'finished', session: stored.value } : failed(stored.problem);
  }
}

interface NewInspection {
  readonly kind: InspectionKind;
  /** Empty: nobody is named yet. */
  readonly inspector: string;
  readonly station: Station;
  readonly checklist: Checklist;
  readonly reading: StationReading;
  /** How many seats the lab has, as the inspector says; null: not said. */
  readonly seatCount: number | null;
}

/** An inspection as it begins: with the checklist published now, every seat known of the lab, and this seat filled in. */
async function newInspection(
  { kind, inspector, station, checklist, reading, seatCount }: NewInspection,
  deps: Pick<SessionDependencies, 'now' | 'publication' | 'version' | 'demo' | 'words' | 'previousReport'>,
): Promise<StoredInspection> {
  const now = deps.now();
  const id = ulid(now.getTime());
  const { school, campusZone, lab } = station;
  const last = await deps.previousReport({ id, lab: { school, campusZone, lab } });
  const known = last?.stations.map(({ seat }) => seat) ?? [];
  const inspection: StoredInspection = {
    header: {
      id,
      number: inspectionNumberOf(id),
      state: 'open',
      period: inspectionPeriod(kind, civilDateOf(now)),
      lab: { school, campusZone, lab },
      startedAt: formatInstant(now),
      publication: deps.publication.stampAt(now),
      program: deps.version,
      demo: deps.demo,
    },
    notes: {
      inspectors: inspector === '' ? [] : [inspector],
      schoolPerson: null,
      remark: '',
      conclusion: null,
      advice: null,
    },
    checklist,
    books: null,
    seats: seatsToInspect(reading.seat, known, seatCount).map((seat) => ({
      seat,
      reading: seat === reading.seat ? reading : null,
    })),
    cells: NO_CELLS,
    photos: [],
    decisions: [],
    requests: [],
    undo: null,
    savedAt: formatInstant(now),
  };
  return { ...inspection, cells: cellsWith(inspection.cells, filledCells(inspection, reading.seat, deps)) };
}

const MONTHS = { quarterly: 3, 'semi-annual': 6 } as const;
const LETTER = { quarterly: 'Q', 'semi-annual': 'H' } as const;

/**
 * The quarter or half-year that contains a day; the day itself for an inspection on request.
 * @param day civil date in UTC+8, YYYY-MM-DD.
 */
export function inspectionPeriod(kind: InspectionKind, day: string): Period {
  if (kind === 'on-request') return { kind, label: day, from: day, to: day };
  const months = MONTHS[kind];
  const [year, month] = day.split('-').map(Number) as [number, number];
  const index = Math.floor((month - 1) / months);
  const civil = (instant: number) => new Date(instant).toISOString().slice(0, 10);
  return {
    kind,
    label: `${year}-${LETTER[kind]}${index + 1}`,
    from: civil(Date.UTC(year, index * months, 1)),
    // Day 0 of a month is the last day of the month before.
    to: civil(Date.UTC(year, (index + 1) * months, 0)),
  };
}
