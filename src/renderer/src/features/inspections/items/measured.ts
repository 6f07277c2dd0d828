import type { ItemMethod } from '../../../../../shared/domain/inspection/checklist.ts';
import type { ItemOutcome } from '../../../../../shared/domain/inspection/inspection-terms.ts';

type Measured = Extract<ItemMethod, { kind: 'measured' }>;

/** `26．5`, `26,5`, `−3` as people type them. @returns null where it is no number, or nothing. */
export function readNumber(typed: string): number | null {
  const plain = typed.normalize('NFKC').trim().replace(',', '.').replace('\u2212', '-');
  return /^-?\d{1,9}(\.\d{1,6})?$/.test(plain) ? Number(plain) : null;
}

/** What a value makes of an item with limits; null where it says nothing. */
export function proposedBy(value: number | null, { min, max }: Pick<Measured, 'min' | 'max'>): ItemOutcome | null {
  if (value === null || (min === undefined && max === undefined)) return null;
  return (min !== undefined && value < min) || (max !== undefined && value > max) ? 'abnormal' : 'normal';
}
