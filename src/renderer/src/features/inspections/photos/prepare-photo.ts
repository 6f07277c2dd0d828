import { type Result, fail, succeed } from '../../../../../shared/domain/result.ts';
import { MARKER, readSegment, skipScan, PHOTO_LIMITS } from '../../../../../shared/jpeg.ts';
import { encodeBase64 } from '../../../connection/files.ts';
import { readPictureHeader } from './picture-header.ts';

/** A pixel takes four bytes while it is decoded: 200 MB. Cameras of phones have up to 50 megapixels. */
const MAX_MEGAPIXELS = 50;
const MAX_FILE_BYTES = 64_000_000;
const QUALITIES = [0.85, 0.75, 0.65, 0.5, 0.35];

interface PreparedPhoto {
  /** JPEG without metadata. */
  readonly base64: string;
  readonly width: number;
  readonly height: number;
}

/**
 * Re-encodes a photo: upright, small enough, and without metadata.
 * @returns `photo-heic`, `photo-too-many-pixels` (found out before anything is decoded), `photo-unreadable`.
 */
export async function preparePhoto(file: Blob): Promise<Result<PreparedPhoto>> {
  if (file.size > MAX_FILE_BYTES) return fail('photo-unreadable');
  const header = readPictureHeader(new Uint8Array(await file.arrayBuffer()));
  if (header === null) return fail('photo-unreadable');
  if (header.type === 'heic') return fail('photo-heic');
  const megapixels = (header.width * header.height) / 1e6;
  if (megapixels > MAX_MEGAPIXELS)
    return fail('photo-too-many-pixels', { megapixels: Math.ceil(megapixels), most: MAX_MEGAPIXELS });
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

/** Scaled down when the lowest quality is still too large, which happens with noise only. */
async function encoded(picture: ImageBitmap): Promise<Result<PreparedPhoto>> {
  const fit = Math.min(1, PHOTO_LIMITS.side / Math.max(picture.width, picture.height));
  for (const shrink of [1, 0.75, 0.5]) {
    const canvas = drawn(picture, fit * shrink);
    for (const quality of QUALITIES) {
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
      const bytes = withoutMetadata(new Uint8Array(await blob.arrayBuffer()));
      if (bytes.length <= PHOTO_LIMITS.bytes)
        return succeed({ base64: encodeBase64(bytes), width: canvas.width, height: canvas.height });
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

/** Removes everything but the picture from a JPEG. Chromium adds a colour profile; its canvas is sRGB anyway. */
function withoutMetadata(jpeg: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [jpeg.subarray(0, 2)];
  for (let at = 2; ;) {
    const segment = readSegment(jpeg, at);
    if (segment === null) return jpeg;
    const { marker, end } = segment;
    const next = marker === MARKER.sos ? skipScan(jpeg, end) : end;
    const isExtra = (marker > MARKER.app0 && marker <= MARKER.app15) || marker === MARKER.com;
    if (!isExtra) parts.push(jpeg.subarray(at, next));
    if (marker === MARKER.eoi) break;
    at = next;
  }
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let place = 0;
  for (const part of parts) {
    joined.set(part, place);
    place += part.length;
  }
  return joined;
}
