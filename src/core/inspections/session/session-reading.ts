import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Checklist } from '../../../shared/domain/inspection/checklist.ts';
import type { InspectionKind } from '../../../shared/domain/inspection/inspection-terms.ts';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import type { Station } from '../../../shared/domain/station.ts';
import type { StoredInspection } from '../../store/stored-inspection.ts';
import { resolveChecklist } from '../checklist/resolve-checklist.ts';
import type { InspectionSessions } from '../inspections.ts';
import { beginInspection } from './begin-inspection.ts';
import { createLabTouches } from './lab-touches.ts';
import { failed, readHere, stationHere } from './read-here.ts';
import type { SessionKit } from './session-kit.ts';

/** Sessions begun, and read again: both read this station first. */
export function createSessionReading(kit: SessionKit): Pick<InspectionSessions, 'start' | 'readAgain'> {
  const { parts, store, show, renew } = kit;
  const labTouches = createLabTouches(parts);

  const readyToStart = async (kind: InspectionKind): Promise<Result<{ station: Station; checklist: Checklist }>> => {
    const station = await stationHere(parts);
    if (!station.ok) return station;
    const checklist = resolveChecklist(parts.publication.checklists, kind);
    if (checklist === null) return fail('inspection-no-checklist');
    const free = await store.isFree({ kind, lab: station.value });
    return free.ok ? succeed({ station: station.value, checklist }) : free;
  };

  const readyToRead = async (id: string): Promise<Result<Station>> => {
    const station = await stationHere(parts);
    if (!station.ok) return station;
    const open = await store.getOpen(id);
    return open.ok ? fitting(open.value, station.value) : open;
  };

  return {
    async *start(kind, inspector, signal) {
      const ready = await readyToStart(kind);
      if (!ready.ok) yield failed(ready.problem);
      else
        yield* readHere(parts, ready.value.station, signal, async (reading) => {
          const beginning = beginInspection({ kind, inspector, ...ready.value, reading }, parts);
          // Working it out keeps the thread busy: a cancel that came meanwhile is heard now, before anything is kept.
          await nextTurn();
          if (signal.aborted) return null;
          const begun = await store.begin(beginning);
          return begun.ok ? succeed(await show.session(begun.value)) : begun;
        });
    },
    async *readAgain(id, signal) {
      const station = await readyToRead(id);
      if (!station.ok) yield failed(station.problem);
      else yield* readHere(parts, station.value, signal, (reading) => renew(id, labTouches.taking(reading)));
    },
  };
}

/** A PC that was moved to another lab does not belong in here any more. */
function fitting({ header }: StoredInspection, station: Station): Result<Station> {
  const { number, lab } = header;
  return lab.school === station.school && lab.lab === station.lab
    ? succeed(station)
    : fail('inspection-other-lab', { number, lab: lab.lab, found: station.lab });
}
