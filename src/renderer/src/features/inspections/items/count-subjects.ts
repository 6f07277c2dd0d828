import { type Cell, type Counts, countsOf, settledResultOf } from '../../../../../shared/domain/inspection/cell.ts';
import type { Subject } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import type { Cells } from '../session/cells.ts';

type CountsBySubject = ReadonlyMap<Subject, Counts>;

/** Counts of each subject. After an answer only the subjects whose cells changed are counted anew: a lab has thousands of cells. */
export function createSubjectCounts(): (cells: Cells) => CountsBySubject {
  let from: Cells = new Map();
  let keys: ReadonlyMap<Subject, readonly string[]> = new Map();
  let counts: CountsBySubject = new Map();

  return (cells) => {
    if (cells === from) return counts;
    const changed = changedCells(from, cells);
    if (changed === null) {
      const bySubject = Map.groupBy(cells, ([, { subject }]) => subject);
      keys = new Map([...bySubject].map(([subject, own]) => [subject, own.map(([key]) => key)]));
    }
    const subjects = changed === null ? keys.keys() : new Set(changed.map(({ subject }) => subject));
    const next = new Map(changed === null ? [] : counts);
    for (const subject of subjects)
      next.set(subject, countsOf((keys.get(subject) ?? []).map((key) => settledResultOf(cells.get(key)!))));
    from = cells;
    counts = next;
    return counts;
  };
}

/** @returns null where there are other cells than before. */
function changedCells(before: Cells, now: Cells): Cell[] | null {
  if (before.size !== now.size) return null;
  const changed: Cell[] = [];
  for (const [key, cell] of now) {
    const last = before.get(key);
    if (last === undefined) return null;
    if (last !== cell) changed.push(cell);
  }
  return changed;
}
