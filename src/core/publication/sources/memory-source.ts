import { succeed } from '../../../shared/domain/result.ts';
import type { PublicationFiles } from './gather.ts';
import type { PublicationSource } from './source.ts';

/** A publication that was read already, so that what is judged twice is the same twice. */
export const memorySource = (place: string, files: PublicationFiles): PublicationSource => ({
  place,
  read: (name) => Promise.resolve(succeed(files.get(name) ?? null)),
});
