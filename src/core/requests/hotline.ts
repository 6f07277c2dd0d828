import { type HotlineShown, WEEKDAYS } from '../../shared/domain/service-hours.ts';
import type { Teacher } from '../../shared/domain/teacher.ts';
import type { ServicePolicy } from '../published/service-policy.ts';

/** The number to ring with its hours. The published hours are those of the published number only. */
export function hotlineShown(
  teacher: Teacher | null,
  { hotline, hours }: Pick<ServicePolicy, 'hotline' | 'hours'>,
): HotlineShown | null {
  const own = teacher?.hotline ?? '';
  if (own !== '') return { number: own, hours: teacher?.hotlineHours ?? [] };
  return hotline === undefined ? null : { number: hotline, hours: [{ days: [...WEEKDAYS], ...hours }] };
}
