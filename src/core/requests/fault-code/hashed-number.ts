import { createHash } from 'node:crypto';

/** A number from `first` up to below `end` that stands for the text wherever it is computed. */
export function hashedNumber(text: string, first: number, end: number): number {
  return first + (createHash('sha256').update(text).digest().readUInt32BE() % (end - first));
}
