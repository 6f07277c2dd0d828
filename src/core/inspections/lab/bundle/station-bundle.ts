import { z } from 'zod';
import { checkRunSchema } from '../../../../shared/domain/check-run.ts';
import { instantSchema } from '../../../../shared/domain/instant.ts';
import { stationSchema } from '../../../../shared/domain/station.ts';
import type { SizeLimit } from '../../../platform/regular-file.ts';
import { MAX_SIGNED_BYTES } from '../../../signing/signed-file.ts';

export const BUNDLE_SCHEMA = 'vrlab.station-bundle/1';
export const BUNDLE_EXTENSION = 'vrlab-station';
export const BUNDLE_LIMIT: SizeLimit = { maxBytes: MAX_SIGNED_BYTES, code: 'bundle-too-large' };

/** The reading of one PC of the lab, brought to the PC that holds the session in a signed file. */
export const stationBundleSchema = z.strictObject({
  schema: z.literal(BUNDLE_SCHEMA),
  /** Null: the PC does not know its seat; refused. */
  station: stationSchema.nullable(),
  /** Includes the facts of the security probe. */
  run: checkRunSchema,
  /** Version of the program that made it. */
  program: z.string().min(1).max(40),
  madeAt: instantSchema,
});
export type StationBundle = z.infer<typeof stationBundleSchema>;
