/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { acceptPhoto } from '../../../src/core/inspections/photos/accept-photo.ts';

export type Prepared =
  | { ok: true; value: { base64: string; width: number; height: number } }
  | { ok: false; problem: { code: string } };

/** What the screen makes of a file, and how often it decoded. */
export const prepare = (page: Page, bytes: Uint8Array): Promise<{ prepared: Prepared; decoded: number }> =>
  page.evaluate(async (base64) => {
    const own = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    const decode = globalThis.createImageBitmap;
    let decoded = 0;
    globalThis.createImageBitmap = ((...given: Parameters<typeof decode>) => {
      decoded += 1;
      return decode(...given);
    }) as typeof decode;
    const { preparePhoto } = window as unknown as { preparePhoto: (file: Blob) => Promise<Prepared> };
    const prepared = await preparePhoto(new Blob([own]));
    globalThis.createImageBitmap = decode;
    return { prepared, decoded };
  }, Buffer.from(bytes).toString('base64'));

export async function jpegFrom(page: Page, bytes: Uint8Array): Promise<Buffer> {
  const { prepared } = await prepare(page, bytes);
  if (!prepared.ok) throw new Error(prepared.problem.code);
  const jpeg = Buffer.from(prepared.value.base64, 'base64');
  const { width, height } = prepared.value;
  // The core takes what the screen makes.
  expect(acceptPhoto(jpeg)).toEqual({ ok: true, value: { width, height } });
  return jpeg;
}

export const codeOf = async (page: Page, bytes: Uint8Array): Promise<[string, number]> => {
  const { prepared, decoded } = await prepare(page, bytes);
  return [prepared.ok ? 'taken' : prepared.problem.code, decoded];
};

/** A picture of this size as a browser saves it: the left half red, the right half blue, or noise. */
export async function pictureOf(
  page: Page,
  width: number,
  height: number,
  type: string,
  fill: 'halves' | 'noise' | 'nothing' = 'halves',
): Promise<Buffer> {
  const base64 = await page.evaluate(
    async (wanted) => {
      const canvas = new OffscreenCanvas(wanted.width, wanted.height);
      const context = canvas.getContext('2d')!;
      if (wanted.fill === 'halves') {
        context.fillStyle = 'red';
        context.fillRect(0, 0, wanted.width / 2, wanted.height);
        context.fillStyle = 'blue';
        context.fillRect(wanted.width / 2, 0, wanted.width / 2, wanted.height);
      } else if (wanted.fill === 'noise') {
        const pixels = context.createImageData(wanted.width, wanted.height);
        let seed = 1;
        for (let at = 0; at < pixels.data.length; at += 1) {
          seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
          pixels.data[at] = at % 4 === 3 ? 255 : seed >> 16;
        }
        context.putImageData(pixels, 0, 0);
      }
      const bytes = new Uint8Array(
        await (await canvas.convertToBlob({ type: wanted.type, quality: 0.9 })).arrayBuffer(),
      );
      let text = '';
      for (const byte of bytes) text += String.fromCharCode(byte);
      return btoa(text);
    },
    { width, height, type, fill },
  );
  return Buffer.from(base64, 'base64');
}

/** Red, green and blue of a pixel. */
export const pixelAt = (page: Page, jpeg: Buffer, x: number, y: number): Promise<number[]> =>
  page.evaluate(
    async (at) => {
      const bytes = Uint8Array.from(atob(at.base64), (sign) => sign.charCodeAt(0));
      const picture = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
      const canvas = new OffscreenCanvas(picture.width, picture.height);
      const context = canvas.getContext('2d')!;
      context.drawImage(picture, 0, 0);
      return Array.from(context.getImageData(at.x, at.y, 1, 1).data.slice(0, 3)).map(
        (value) => Math.round(value / 64) * 64,
      );
    },
    { base64: jpeg.toString('base64'), x, y },
  );
