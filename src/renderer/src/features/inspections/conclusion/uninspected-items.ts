import type { BothLanguages } from '../../../../../shared/domain/both-languages.ts';
import { resultOf } from '../../../../../shared/domain/inspection/cell.ts';
import { type Checklist, itemsOf } from '../../../../../shared/domain/inspection/checklist.ts';
import type { NotInspectedReason, Subject } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import type { Cells } from '../session/cells.ts';

/** An item that was not inspected somewhere, with the reason of each place. */
export interface UninspectedItem {
  readonly item: string;
  readonly text: BothLanguages;
  readonly places: readonly { readonly subject: Subject; readonly reason: NotInspectedReason }[];
}

/** In the order of the checklist. */
export function uninspectedItems(checklist: Checklist, cells: Cells): UninspectedItem[] {
  const byItem = Map.groupBy(cells.values(), ({ item }) => item);
  return itemsOf(checklist).flatMap(({ id, text }) => {
    const places = (byItem.get(id) ?? []).flatMap((cell) => {
      const reason = resultOf(cell)?.reason ?? null;
      return reason === null ? [] : [{ subject: cell.subject, reason }];
    });
    return places.length === 0 ? [] : [{ item: id, text, places }];
  });
}

/** Every reason once, the most frequent first. */
export function reasonsIn(items: readonly UninspectedItem[]): NotInspectedReason[] {
  const all = items.flatMap(({ places }) => places.map(({ reason }) => reason));
  const counted = [...Map.groupBy(all, (reason) => reason)];
  return counted.toSorted(([, one], [, other]) => other.length - one.length).map(([reason]) => reason);
}
