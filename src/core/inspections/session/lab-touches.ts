import type { Books } from '../../../shared/domain/inspection/lab-equipment.ts';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import {
  type InspectionPatch,
  patched,
  type StoredInspection,
  type StoredSeat,
} from '../../store/stored-inspection.ts';
import type { StationReading } from '../../records/material.ts';
import type { InspectionDependencies } from '../inspection-dependencies.ts';
import { filledCells, type NewAt } from './fill-cells.ts';
import { MOST_SEATS, removingSeat, type Touch } from './touches.ts';

/** Touches that bring facts or change the lab: what the program fills in follows. */
export function createLabTouches(sources: Pick<InspectionDependencies, 'publication' | 'words'>) {
  const filledAfter = (before: StoredInspection, patch: InspectionPatch, newAt: NewAt): InspectionPatch => ({
    ...patch,
    cells: filledCells(patched(before, patch, before.savedAt), newAt, sources),
  });

  const withSeat = (before: StoredInspection, seat: string, reading: StationReading | null): Result<InspectionPatch> =>
    before.seats.length >= MOST_SEATS && before.seats.every((one) => one.seat !== seat)
      ? fail('inspection-seats-full', { most: MOST_SEATS })
      : succeed(filledAfter(before, { seats: [{ seat, reading }, ...sharingKey(before, seat, reading)] }, seat));

  return {
    taking:
      (reading: StationReading): Touch =>
      (before) =>
        withSeat(before, reading.seat, reading),
    addingSeat:
      (seat: string): Touch =>
      (before) =>
        before.seats.some((one) => one.seat === seat)
          ? fail('inspection-seat-known', { seat })
          : withSeat(before, seat, null),
    removingSeat:
      (seat: string): Touch =>
      (before) => {
        const removed = removingSeat(seat)(before);
        return removed.ok ? succeed(filledAfter(before, removed.value, null)) : removed;
      },
    keepingBooks:
      (books: Books | null): Touch =>
      (before) =>
        succeed(filledAfter(before, { books }, null)),
  };
}

/** Seats brought by the key that brings this one, marked: of none of them it is proved now which PC it comes from. */
function sharingKey({ seats }: StoredInspection, seat: string, brought: StationReading | null): StoredSeat[] {
  const keyId = brought?.keyId ?? null;
  if (keyId === null) return [];
  return seats.flatMap(({ seat: other, reading }) =>
    other === seat || reading?.keyId !== keyId || reading.marks.includes('key-shared')
      ? []
      : [{ seat: other, reading: { ...reading, marks: [...reading.marks, 'key-shared'] } }],
  );
}
