import type { ReadingTrouble } from '../../shared/domain/reading-trouble.ts';
import { naturalOrder } from './natural-order.ts';

/** Records something that could not be read; the probe goes on with the rest. */
export type ReportTrouble = (trouble: ReadingTrouble) => void;

/** Collects the troubles of one reading, sorted by place because a probe reads its places in parallel. */
export function collectTroubles(): { readonly report: ReportTrouble; readonly troubles: () => ReadingTrouble[] } {
  const taken: ReadingTrouble[] = [];
  return {
    report: (trouble) => void taken.push(trouble),
    troubles: () => taken.toSorted((a, b) => naturalOrder(a.place, b.place)),
  };
}
