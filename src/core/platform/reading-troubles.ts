import type { ReadingTrouble } from '../../shared/domain/reading-trouble.ts';
import { naturalOrder } from './natural-order.ts';

/** Takes down what could not be used; the probe goes on with the rest. */
export type ReportTrouble = (trouble: ReadingTrouble) => void;

/** A sheet for one look. Things are read side by side, so what is taken down is put in order at the end. */
export function collectTroubles(): { readonly report: ReportTrouble; readonly troubles: () => ReadingTrouble[] } {
  const taken: ReadingTrouble[] = [];
  return {
    report: (trouble) => void taken.push(trouble),
    troubles: () => taken.toSorted((a, b) => naturalOrder(a.place, b.place)),
  };
}
