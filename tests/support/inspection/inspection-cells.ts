import type { StoredCell } from '../../../src/core/store/stored-inspection.ts';

/** A cell of that item, whose note says which touch it was. */
export const noted = (item: string, seat: string, touch: number, at: string): StoredCell => ({
  item,
  subject: `seat:${seat}`,
  automatic: null,
  answer: { outcome: 'normal', reason: null, value: null, note: String(touch), at },
});
