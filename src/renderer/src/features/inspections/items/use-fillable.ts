import { useEffect, useEffectEvent, useState } from 'react';
import type { Cell } from '../../../../../shared/domain/inspection/cell.ts';
import type { Subject } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { keyOf } from '../session/cells.ts';
import type { SessionControl } from '../session/use-session.ts';

/** What one look ahead told, and what it was about. */
interface Foreseen {
  readonly session: Pick<SessionControl['session'], 'stations' | 'books'>;
  readonly asked: ReadonlySet<string>;
  readonly leftOut: ReadonlySet<string>;
}

/**
 * How many of the open cells can be called normal at once; null while that is not known. It is asked again only where cells have become
 * open or other facts of the lab have come: answers take cells away, and what is left stays as it was.
 */
export function useFillable(
  control: SessionControl,
  of: { readonly item: string | null; readonly subject: Subject | null },
  open: readonly Cell[],
): number | null {
  const { stations, books } = control.session;
  const [foreseen, setForeseen] = useState<Foreseen | null>(null);
  const isKnown =
    foreseen !== null &&
    foreseen.session.stations === stations &&
    foreseen.session.books === books &&
    open.every((cell) => foreseen.asked.has(keyOf(cell)));
  const ask = useEffectEvent(async (isWanted: () => boolean) => {
    const asked = new Set(open.map(keyOf));
    const told = await control.foreseeOpen(of, { outcome: 'normal', reason: null, value: null, note: '' });
    if (told !== null && isWanted())
      setForeseen({ session: { stations, books }, asked, leftOut: new Set(told.leftOut.map(keyOf)) });
  });
  const { item, subject } = of;
  useEffect(() => {
    if (isKnown) return undefined;
    let isWanted = true;
    void ask(() => isWanted);
    return () => {
      isWanted = false;
    };
  }, [isKnown, foreseen, stations, books, item, subject]);
  return isKnown ? open.filter((cell) => !foreseen.leftOut.has(keyOf(cell))).length : null;
}
