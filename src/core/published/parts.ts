import type { Catalogue } from './catalogue-schema.ts';
import type { Matrix } from './matrix-schema.ts';
import { PART_NAMES, type PartName } from './layout.ts';
import type { Calendar } from './calendar-schema.ts';
import type { Checklists } from './checklists-schema.ts';
import type { Guide } from './guide-schema.ts';
import type { Policy } from './policy-schema.ts';

/** What is published. */
export interface Parts {
  readonly catalogue: Catalogue;
  readonly matrix: Matrix;
  readonly policy: Policy;
  readonly calendar: Calendar;
  readonly checklists: Checklists;
  readonly guide: Guide;
}

/** The parts as signed, byte by byte. */
export type PartBytes = Readonly<Record<PartName, Uint8Array>>;

const decoder = new TextDecoder();

/**
 * Each part is read when it is first asked for: the checklists, half of all bytes, are used by inspections only.
 * @param bytes verified, and validated when they were signed or installed: not looked at again here.
 */
export function parseValidated(bytes: PartBytes): Parts {
  const parts = {};
  for (const part of PART_NAMES) {
    let read: { readonly value: unknown } | null = null;
    const get = () => (read ??= { value: JSON.parse(decoder.decode(bytes[part])) as unknown }).value;
    Object.defineProperty(parts, part, { enumerable: true, get });
  }
  return parts as Parts;
}
