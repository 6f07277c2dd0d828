import { z } from 'zod';
import { linuxManifest, linuxRuntimes } from '../../support/pc/linux-pc.ts';
import { runtimeParts, runtimeShape } from './runtime-description.ts';

/** Software of a Linux lab PC in few words; what is left out is as it should be for lessons with SteamVR. */
export const linuxDescriptionSchema = z.strictObject(runtimeShape);
export type LinuxDescription = z.infer<typeof linuxDescriptionSchema>;

/** Content of `runtimes.json` of a world. */
export const linuxFiles = (described: LinuxDescription = {}) => ({
  runtimes: { schema: 'vrlab.runtimes/1', ...linuxRuntimes(runtimeParts(described, linuxManifest)) },
});
