import type { FaultCodeKey, FaultCodesPolicy } from '../../published/policy-schema.ts';

/**
 * @param day civil date of the finding, YYYY-MM-DD.
 * @returns the newest key of that day; on a day before all keys, as a clock gone wrong tells it, the oldest.
 */
export function signingKey({ keys }: FaultCodesPolicy, day: string): FaultCodeKey {
  const byAge = keys.toSorted((a, b) => a.since.localeCompare(b.since));
  return byAge.findLast(({ since }) => since <= day) ?? byAge[0]!;
}

export const keyBytes = ({ key }: FaultCodeKey): Uint8Array => Buffer.from(key, 'base64');
