import type { Books, EquipmentRow } from '../../../shared/domain/inspection/lab-equipment.ts';
import type { StationReading } from '../material.ts';

/**
 * The equipment of the lab against the school's books (账物相符).
 * @param names what a device is called on screen, by its catalogue id and recognised name.
 * @param unread seats nothing came from: what may stand there is `cannot-tell`, never `missing`.
 */
export function compareEquipment(
  books: Books | null,
  readings: readonly Pick<StationReading, 'seat' | 'run'>[],
  names: (model: string, name: string) => string,
  unread: readonly string[],
): EquipmentRow[] {
  throw new Error(`to come: ${String(books)} ${readings.length} ${typeof names} ${unread.length}`);
}
