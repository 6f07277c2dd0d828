import { z } from 'zod';
import { checkRunSchema } from '../../shared/domain/check-run.ts';
import { instantSchema } from '../../shared/domain/instant.ts';
import { recognisedDeviceSchema } from '../../shared/domain/device.ts';

/** Schemas of the columns of runs. Loaded when a run is read, because a cold check only writes one. */
export const wholeRunSchema = checkRunSchema.extend({ startedAt: instantSchema });
export const listedDevicesSchema = z.array(recognisedDeviceSchema.pick({ model: true, name: true, vendor: true }));
