import { readPackage, writePackage } from '../../../platform/zip.ts';

/** Where a document keeps its pictures. */
const PHOTO = /^word\/media\/.*\.jpe?g$/;
/** As many as a ZIP package without extensions can hold. */
const MAX_ZIP_FILES = 65_000;

/** What stands for a photo while the document is written: compressing and hashing megabytes of JPEG gains nothing. */
export const placeholderOf = (id: string): Uint8Array => Buffer.from(id);

/** Puts the photos in the place of their placeholders. @param photos JPEG by id. */
export function putPhotos(document: Buffer, photos: ReadonlyMap<string, Uint8Array>): Uint8Array {
  if (photos.size === 0) return document;
  const parts = new Map(readPackage(document, MAX_ZIP_FILES));
  for (const [name, data] of parts) {
    const photo = PHOTO.test(name) ? photos.get(Buffer.from(data).toString()) : undefined;
    if (photo !== undefined) parts.set(name, photo);
  }
  return writePackage(parts, (name) => !PHOTO.test(name));
}
