import { ulid } from 'ulid';
import { civilDateOf, formatInstant } from '../../../shared/beijing-time.ts';
import type { Checklist } from '../../../shared/domain/inspection/checklist.ts';
import type { InspectionKind } from '../../../shared/domain/inspection/inspection-terms.ts';
import type { Station } from '../../../shared/domain/station.ts';
import { cellsWith, NO_CELLS, type StoredInspection } from '../../store/stored-inspection.ts';
import type { StationReading } from '../../records/material.ts';
import type { InspectionSources } from '../sources.ts';
import { filledCells } from './fill-cells.ts';
import { inspectionNumberOf } from './inspection-number.ts';
import { periodOf } from './inspection-period.ts';

interface Beginning {
  readonly kind: InspectionKind;
  /** Empty: nobody is named yet. */
  readonly inspector: string;
  readonly station: Station;
  readonly checklist: Checklist;
  readonly reading: StationReading;
}

/** An inspection as it begins: with the list of now, and this seat filled in. */
export function beginInspection(beginning: Beginning, sources: InspectionSources): StoredInspection {
  const { kind, inspector, station, checklist, reading } = beginning;
  const now = sources.now();
  const id = ulid(now.getTime());
  const { school, campusZone, lab } = station;
  const begun: StoredInspection = {
    header: {
      id,
      number: inspectionNumberOf(id),
      state: 'open',
      period: periodOf(kind, civilDateOf(now)),
      lab: { school, campusZone, lab },
      startedAt: formatInstant(now),
      publication: sources.publication.stampAt(now),
      program: sources.program,
      demo: sources.demo,
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
    seats: [{ seat: reading.seat, reading }],
    cells: NO_CELLS,
    photos: [],
    decisions: [],
    requests: [],
    savedAt: formatInstant(now),
  };
  return { ...begun, cells: cellsWith(begun.cells, filledCells(begun, reading.seat, sources)) };
}
