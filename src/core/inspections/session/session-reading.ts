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

  return {
    async *start(kind, inspector, signal) {
      const station = await stationHere(parts);
      if (!station.ok) return void (yield failed(station.problem));
      const checklist = resolveChecklist(parts.publication.checklists, kind);
      if (checklist === null) return void (yield failed({ code: 'inspection-no-checklist', params: {} }));
      const free = await store.isFree({ kind, lab: station.value });
      if (!free.ok) return void (yield failed(free.problem));
      yield* readHere(parts, station.value, signal, async (reading) => {
        const beginning = { kind, inspector, station: station.value, checklist, reading };
        const begun = await store.begin(beginInspection(beginning, parts));
        return begun.ok ? succeed(await show.session(begun.value)) : begun;
      });
    },
    async *readAgain(id, signal) {
      const station = await stationHere(parts);
      if (!station.ok) return void (yield failed(station.problem));
      const open = await store.getOpen(id);
      const fits = open.ok ? fitting(open.value, station.value) : open;
      if (!fits.ok) return void (yield failed(fits.problem));
      yield* readHere(parts, station.value, signal, (reading) => renew(id, labTouches.taking(reading)));
    },
  };
}

/** A PC that was moved to another lab does not belong in here any more. */
function fitting({ header }: StoredInspection, { school, lab }: Station): Result<null> {
  const { number, lab: inspected } = header;
  return inspected.school === school && inspected.lab === lab
    ? succeed(null)
    : fail('inspection-other-lab', { number, lab: inspected.lab, found: lab });
}
