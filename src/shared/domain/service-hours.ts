import { z } from 'zod';

/** Monday to Sunday, as ISO 8601 counts them. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** Closing may be `24:00`. */
const openingSchema = z
  .strictObject({
    days: z
      .array(z.literal(WEEKDAYS))
      .min(1)
      .refine((days) => new Set(days).size === days.length, { message: 'a day stands there twice' }),
    from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    to: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'not after opening' });

/** When somebody answers the telephone, in Beijing time. Shown beside the number; promises go by the published hours. */
export const serviceHoursSchema = z.array(openingSchema).max(7);
export type ServiceHours = z.infer<typeof serviceHoursSchema>;
export type Opening = ServiceHours[number];

export const hotlineShownSchema = z.object({
  number: z.string(),
  /** Empty: not known. */
  hours: serviceHoursSchema,
});
export type HotlineShown = z.infer<typeof hotlineShownSchema>;
