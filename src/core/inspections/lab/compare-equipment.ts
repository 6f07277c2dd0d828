import type { Books, EquipmentRow } from '../../../shared/domain/inspection/lab-equipment.ts';
import type { StationReading } from '../material.ts';

/**
 * The equipment of the lab against the school's books (账物相符).
 * @param names what a device is called on screen, by its catalogue id and recognised name.
 * @param unread seats nothing came from: what may stand there is `cannot-tell`, never `missing`.
 */
export function compareEquipment(
  _books: Books | null,
  _readings: readonly Pick<StationReading, 'seat' | 'run'>[],
  _names: (model: string, name: string) => string,
  _unread: readonly string[],
): EquipmentRow[] {
  return [];
}
