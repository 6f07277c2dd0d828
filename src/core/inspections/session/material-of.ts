import { type Cell, type Counts, countsOf, resultOf } from '../../../shared/domain/inspection/cell.ts';
import { type ChecklistItem, itemsOf } from '../../../shared/domain/inspection/checklist.ts';
import { naturalOrder } from '../../platform/natural-order.ts';
import { cellAt } from '../../store/stored-cells.ts';
import type { StoredInspection } from '../../store/stored-inspection.ts';
import type { InspectionMaterial } from '../../records/material.ts';
import { subjectsOf } from './asked-cells.ts';

type Seats = StoredInspection['seats'];

/** An item with its cells, open ones as well. */
export interface ItemCells {
  readonly item: string;
  readonly cells: readonly Cell[];
  readonly counts: Counts;
  /** Those that are abnormal. */
  readonly abnormal: readonly Cell[];
}

/** The inspection with its open cells, seats in their order. */
export function materialOf(inspection: StoredInspection): InspectionMaterial {
  const { header, notes, checklist, books, decisions, requests, photos, savedAt } = inspection;
  const cells = itemCells(inspection).flatMap((item) => item.cells);
  return {
    header,
    notes,
    checklist,
    seats: ordered(inspection.seats),
    cells,
    photos,
    books,
    decisions,
    requests,
    savedAt,
  };
}

/** In the order of the list. */
export function itemCells(inspection: StoredInspection): ItemCells[] {
  const seats = ordered(inspection.seats);
  return itemsOf(inspection.checklist).map((item) => cellsOf(item, inspection, seats));
}

export function countsTogether(items: readonly Pick<ItemCells, 'counts'>[]): Counts {
  const sum = { ...countsOf([]) };
  for (const { counts } of items) for (const key of Object.keys(sum) as (keyof Counts)[]) sum[key] += counts[key];
  return sum;
}

/** Worked out anew at every touch only where something was touched: a lab has thousands of cells. */
const lastCells = new WeakMap<ChecklistItem, { from: readonly unknown[]; made: ItemCells }>();

function cellsOf(item: ChecklistItem, { cells, photos }: StoredInspection, seats: Seats): ItemCells {
  const from = [cells.get(item.id), photos, seats];
  const last = lastCells.get(item);
  if (last?.from.every((part, at) => part === from[at]) === true) return last.made;
  const taken = Map.groupBy(
    photos.filter((photo) => photo.item === item.id),
    ({ subject }) => subject,
  );
  const all = subjectsOf(item, seats).map((subject): Cell => ({
    ...cellAt(cells, item.id, subject),
    photos: (taken.get(subject) ?? []).map(({ id }) => id),
  }));
  const made = {
    item: item.id,
    cells: all,
    counts: countsOf(all.map(resultOf)),
    abnormal: all.filter((cell) => resultOf(cell)?.outcome === 'abnormal'),
  };
  lastCells.set(item, { from, made });
  return made;
}

const lastOrder = new WeakMap<Seats, Seats>();

function ordered(seats: Seats): Seats {
  const order = lastOrder.get(seats) ?? seats.toSorted((one, other) => naturalOrder(one.seat, other.seat));
  lastOrder.set(seats, order);
  return order;
}
