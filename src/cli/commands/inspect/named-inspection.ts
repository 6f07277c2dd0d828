import type { InspectionStub } from '../../../core/records/material.ts';
import { isReadable } from '../../../shared/domain/problem.ts';
import { type Result, fail, succeed } from '../../../shared/domain/result.ts';
import type { InspectCall } from '../command.ts';

/** `XJ-261122-7KQ3`, in whatever case, or an id. */
const NUMBER = /^(xj-\d{6}-[0-9a-z]{4}(-\d+)?|[0-9a-hjkmnp-tv-z]{26})$/i;

export const isNumber = (word: string): boolean => NUMBER.test(word);

/** The inspection that was named, or else the only open one. @returns `inspection-none-open`, `inspection-several-open`. */
export async function namedInspection(
  { inspections }: Pick<InspectCall, 'inspections'>,
  named: string | undefined,
): Promise<Result<InspectionStub>> {
  if (named !== undefined) return await inspections.find(named);
  const listed = await inspections.list();
  if (!listed.ok) return listed;
  const open = listed.value.filter(({ state }) => state === 'open');
  const readable = open.filter(isReadable);
  // One that is damaged is in nobody's way.
  const [first] = readable.length > 0 ? readable : open;
  if (first === undefined) return fail('inspection-none-open');
  if (readable.length <= 1) return succeed(first);
  return fail('inspection-several-open', { numbers: open.map(({ number }) => number).join(' ') });
}
