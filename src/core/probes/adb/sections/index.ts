import type { SectionReader } from '../section.ts';

/** What headsets are asked, in this order: later sections know the identity. */
export const ADB_SECTIONS: readonly SectionReader[] = [];
