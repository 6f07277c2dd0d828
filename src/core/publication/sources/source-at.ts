import path from 'node:path';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import { folderSource } from './folder-source.ts';
import { httpSource, isAddress } from './http-source.ts';
import type { PublicationSource } from './publication-source.ts';

/** @param place folder or http(s) address. @returns `publication-address-unusable`. */
export const sourceAt = (place: string): Result<PublicationSource> =>
  isAddress(place) ? httpSource(place) : succeed(folderSource(place));

/** The same for a place that is kept: programs with other working folders use it. @returns also `publication-source-not-absolute`. */
export const lastingSourceAt = (place: string): Result<PublicationSource> =>
  isAddress(place) || path.isAbsolute(place) ? sourceAt(place) : fail('publication-source-not-absolute', { place });
