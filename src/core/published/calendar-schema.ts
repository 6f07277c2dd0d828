import { z } from 'zod';
import { bothLanguagesSchema } from '../../shared/domain/both-languages.ts';

const yearSchema = z
  .strictObject({
    year: z.int().min(2020).max(2100),
    /** `official`: as the State Council announced it; `unknown`: nothing announced, only weekends are certain. */
    status: z.enum(['official', 'estimated', 'unknown']),
    source: z.string().min(1).nullable(),
    /** Days off, both ends included, weekends among them too. */
    holidays: z.array(z.strictObject({ name: bothLanguagesSchema, from: z.iso.date(), to: z.iso.date() })),
    /** Saturdays and Sundays that are worked (调休). */
    makeUpDays: z.array(z.iso.date()),
  })
  .superRefine(({ year, holidays, makeUpDays }, context) => {
    const off = (day: string) => holidays.some(({ from, to }) => from <= day && day <= to);
    holidays.forEach(({ from, to }, at) => {
      if (from > to) context.addIssue({ code: 'custom', path: ['holidays', at, 'to'], message: `before ${from}` });
      if (!from.startsWith(`${year}-`) && !to.startsWith(`${year}-`))
        context.addIssue({ code: 'custom', path: ['holidays', at, 'from'], message: `not in ${year}` });
    });
    makeUpDays.forEach((day, at) => {
      const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
      const wrong = !day.startsWith(`${year}-`)
        ? `not in ${year}`
        : weekday !== 0 && weekday !== 6
          ? 'not on a weekend'
          : off(day)
            ? 'also a holiday'
            : null;
      if (wrong !== null) context.addIssue({ code: 'custom', path: ['makeUpDays', at], message: wrong });
    });
  });

/** Working days of the schools, in civil dates of UTC+8. A year that is not listed is unknown. */
export const calendarSchema = z.strictObject({
  schema: z.literal('vrlab.calendar/1'),
  years: z.array(yearSchema).min(1),
});
export type Calendar = z.infer<typeof calendarSchema>;
