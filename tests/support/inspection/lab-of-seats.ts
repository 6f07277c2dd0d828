import type { InspectionKind } from '../../../src/shared/domain/inspection/inspection-terms.ts';
import { openLabSeat } from '../lab/lab-seat.ts';
import { valueOf } from '../value-of.ts';
import { sessionOf } from './inspections.ts';

/** An open inspection of a lab with so many seats; nothing has come from any but the first. */
export async function labOfSeats(data: string, seats: number, kind: InspectionKind = 'quarterly'): Promise<void> {
  const app = await openLabSeat(data);
  try {
    const inspections = await app.inspections();
    const steps = await Array.fromAsync(inspections.start(kind, '李巡检', new AbortController().signal));
    const { id } = sessionOf(steps).header;
    for (let seat = 2; seat <= seats; seat += 1) valueOf(await inspections.addSeat(id, String(seat).padStart(2, '0')));
  } finally {
    await app.close();
  }
}
