import type { Catalogue } from '../../devices/catalogue-schema.ts';
import type { Matrix } from '../../matrix/matrix-schema.ts';
import { PART_NAMES, type PartName } from '../layout.ts';
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

/** @param bytes verified, and validated when they were signed or installed: not looked at again here. */
export const parseValidated = (bytes: PartBytes): Parts =>
  Object.fromEntries(
    PART_NAMES.map((part) => [part, JSON.parse(decoder.decode(bytes[part])) as unknown]),
  ) as unknown as Parts;
