import { z } from 'zod';
import { DAY_MS, dayNumberOf, startOfDay } from '../../shared/beijing-time.ts';

const MINUTE_MS = 60_000;

const lessonTimeSchema = z
  .strictObject({
    from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    to: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'not after its beginning' });

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/**
 * When classes are taught, in civil time of UTC+8: nothing that disturbs a lesson is offered then. Holidays are no exception; a
 * weekday that is left out has no lessons.
 */
export const lessonHoursSchema = z.partialRecord(z.enum(WEEKDAYS), z.array(lessonTimeSchema).min(1).max(20));
export type LessonHours = z.infer<typeof lessonHoursSchema>;

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** When the lessons that are taught at an instant end; null: none are. Pure. */
export function lessonEnd(hours: LessonHours, now: Date): Date | null {
  const day = dayNumberOf(now.getTime());
  // 1970-01-01 was a Thursday.
  const weekday = WEEKDAYS[(((day + 3) % 7) + 7) % 7]!;
  const minutes = (now.getTime() - startOfDay(day)) / MINUTE_MS;
  const current = (hours[weekday] ?? []).filter(
    ({ from, to }) => minutesOf(from) <= minutes && minutes < minutesOf(to),
  );
  if (current.length === 0) return null;
  const end = Math.max(...current.map(({ to }) => minutesOf(to)));
  return new Date(startOfDay(day) + Math.min(end * MINUTE_MS, DAY_MS));
}
