import { z } from 'zod';

/** A record is named after its instant by a ULID, and shown with a year of four digits in any zone. */
const EARLIEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(9999, 11, 30);

/** RFC 3339 with seconds and offset, as JSON carries an instant; this program writes +08:00. */
export const instantSchema = z.iso
  .datetime({ offset: true })
  .refine((text) => Date.parse(text) >= EARLIEST && Date.parse(text) <= LATEST);
