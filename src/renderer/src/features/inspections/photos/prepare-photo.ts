import { fail, type Result, succeed } from '../../../../../shared/domain/result.ts';
import { PHOTO_LIMITS } from '../../../../../shared/jpeg.ts';
import { readPictureHeader } from './picture-header.ts';
import { withoutMetadata } from './without-metadata.ts';

/** Four bytes each while it is decoded: 200 MB. Phones take up to 50. */
const MOST_MEGAPIXELS = 50;
const MOST_FILE_BYTES = 64_000_000;
const QUALITIES = [0.85, 0.75, 0.65, 0.5, 0.35];

export interface PreparedPhoto {
  /** JPEG without metadata. */
  readonly base64: string;
  readonly width: number;
  readonly height: number;
}

/**
 * Makes a photo anew: upright, small enough, and with nothing in it but the picture.
 * @returns `photo-heic`, `photo-too-many-pixels` (found out before anything is decoded), `photo-unreadable`.
 */
export async function preparePhoto(file: Blob): Promise<Result<PreparedPhoto>> {
  if (file.size > MOST_FILE_BYTES) return fail('photo-unreadable');
  const header = readPictureHeader(new Uint8Array(await file.arrayBuffer()));
  if (header === null) return fail('photo-unreadable');
  if (header.type === 'heic') return fail('photo-heic');
  const megapixels = (header.width * header.height) / 1e6;
  if (megapixels > MOST_MEGAPIXELS)
    return fail('photo-too-many-pixels', { megapixels: Math.ceil(megapixels), most: MOST_MEGAPIXELS });
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    return fail('photo-unreadable');
  }
  try {
    return await encoded(picture);
  } finally {
    picture.close();
  }
}

/** Smaller where the lowest quality is still too large, which only noise is. */
async function encoded(picture: ImageBitmap): Promise<Result<PreparedPhoto>> {
  const fit = Math.min(1, PHOTO_LIMITS.side / Math.max(picture.width, picture.height));
  for (const shrink of [1, 0.75, 0.5]) {
    const canvas = drawn(picture, fit * shrink);
    for (const quality of QUALITIES) {
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
      const bytes = withoutMetadata(new Uint8Array(await blob.arrayBuffer()));
      if (bytes.length <= PHOTO_LIMITS.bytes)
        return succeed({ base64: base64Of(bytes), width: canvas.width, height: canvas.height });
    }
  }
  return fail('photo-unreadable');
}

function drawn(picture: ImageBitmap, scale: number): OffscreenCanvas {
  const side = (pixels: number) => Math.max(1, Math.round(pixels * scale));
  const canvas = new OffscreenCanvas(side(picture.width), side(picture.height));
  const context = canvas.getContext('2d')!;
  context.imageSmoothingQuality = 'high';
  // JPEG has no transparency, and black would hide what is drawn in black.
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

const CHUNK = 0x80_00;

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(text);
}
