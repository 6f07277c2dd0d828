import { z } from 'zod';
import { STATION_SCHEMA } from './schema-names.ts';

const shortText = z.string().trim().max(80);

const MOST_OF_A_MODEL = 64;

/** One kind of equipment that should be connected; learned from what is connected, or written by hand. */
export const expectedDeviceSchema = z.object({
  /** Catalogue id. */
  model: z.string().min(1).max(80),
  count: z.int().min(1).max(MOST_OF_A_MODEL),
});
export type ExpectedDevice = z.infer<typeof expectedDeviceSchema>;

/** A model written twice is one kind of equipment with both counts. */
const eachModelOnce = (expected: ExpectedDevice[]): ExpectedDevice[] =>
  [...Map.groupBy(expected, ({ model }) => model)].map(([model, same]) => ({
    model,
    count: Math.min(
      MOST_OF_A_MODEL,
      same.reduce((sum, { count }) => sum + count, 0),
    ),
  }));

/** One lab PC with its seat. Holds no person. */
export const stationSchema = z.object({
  schema: z.literal(STATION_SCHEMA),
  school: shortText.min(1),
  /** Urban (市区) or suburban (郊区): decides how fast an engineer must be on site. */
  campusZone: z.enum(['urban', 'suburban']),
  lab: shortText.min(1),
  seat: shortText.min(1),
  /** Null: never learned. An empty list means "nothing is expected here". */
  expected: z.array(expectedDeviceSchema).max(64).overwrite(eachModelOnce).nullable(),
});
export type Station = z.infer<typeof stationSchema>;
