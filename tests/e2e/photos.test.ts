/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import exifr from 'exifr';
import type { Browser, Page } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { acceptPhoto } from '../../src/core/inspections/photos/accept-photo.ts';
import zh from '../../src/shared/locales/zh-CN/inspections.json' with { type: 'json' };
import problems from '../../src/shared/locales/zh-CN/problems.json' with { type: 'json' };
import { launchBrowser } from '../support/browser.ts';
import { photoOfPhone } from '../support/phone-photo.ts';
import { ROOT } from '../support/vrlab.ts';

const PHOTOS = path.join(ROOT, 'src/renderer/src/features/inspections/photos');
/** A screen that holds nothing but the field. */
const SCREEN = `
  import '${ROOT}/src/renderer/src/mantine.css';
  import { MantineProvider } from '@mantine/core';
  import { createElement as h, useState } from 'react';
  import { createRoot } from 'react-dom/client';
  import { PhotoField } from '${PHOTOS}/PhotoField.tsx';
  import { preparePhoto } from '${PHOTOS}/prepare-photo.ts';
  import { INSPECTION_TEXTS } from '${ROOT}/src/shared/locales/inspections.ts';
  import { createI18n, createWording } from '${ROOT}/src/shared/wording.ts';
  import { WordingProvider } from '${ROOT}/src/renderer/src/language/wording-context.ts';
  const wording = createWording(createI18n('zh-CN', INSPECTION_TEXTS), 'zh-CN');
  const kept = new Map();
  const load = async (id) => 'data:image/jpeg;base64,' + kept.get(id);
  function Screen() {
    const [photos, setPhotos] = useState([]);
    const onAdd = async (base64) => {
      const id = String(kept.size);
      kept.set(id, base64);
      setPhotos((before) => [...before, { id, label: '照片 ' + (Number(id) + 1) }]);
      return null;
    };
    const onRemove = (id) => setPhotos((before) => before.filter((photo) => photo.id !== id));
    return h('main', null, h(PhotoField, { label: '头显外观', photos, load, onAdd, onRemove }));
  }
  Object.assign(window, { preparePhoto, kept });
  createRoot(document.getElementById('root')).render(h(MantineProvider, null, h(WordingProvider, { value: wording }, h(Screen))));
`;
const HTML = `<!doctype html><html lang="zh-CN"><title>t</title><link rel="stylesheet" href="/page.css" /><div id="root"></div><script type="module" src="/page.js"></script></html>`;
/** The web host's own. */
const POLICY = /"(default-src 'none'[^"]*)"/.exec(readFileSync(path.join(ROOT, 'src/web/server.ts'), 'utf8'))![1]!;

async function bundled(): Promise<ReadonlyMap<string, string>> {
  const entry = 'virtual:screen';
  const { output } = (await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    plugins: [
      {
        name: 'screen',
        resolveId: (id) => (id === entry ? path.join(ROOT, 'screen-of-the-test.js') : null),
        load: (id) => (id.endsWith('screen-of-the-test.js') ? SCREEN : null),
      },
    ],
    build: {
      write: false,
      minify: false,
      rolldownOptions: { input: entry, output: { entryFileNames: 'page.js', assetFileNames: 'page[extname]' } },
    },
  })) as Rolldown.RolldownOutput;
  return new Map([
    ['/', HTML],
    ...output.map((part) => [`/${part.fileName}`, part.type === 'chunk' ? part.code : String(part.source)] as const),
  ]);
}

let browser: Browser;
let server: http.Server;
let page: Page;

beforeAll(async () => {
  const files = await bundled();
  server = http.createServer((request, response) => {
    const file = files.get(request.url ?? '');
    const type =
      { js: 'text/javascript', css: 'text/css' }[request.url?.split('.')[1] ?? ''] ?? 'text/html; charset=utf-8';
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': type, 'content-security-policy': POLICY });
    response.end(file);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  browser = await launchBrowser(['--use-fake-device-for-media-stream']);
});
afterAll(async () => {
  await browser.close();
  server.close();
});

const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
const opened = async (permissions: string[]) => {
  const context = await browser.newContext({ permissions });
  const fresh = await context.newPage();
  await fresh.goto(address());
  await fresh.getByRole('button', { name: zh.photos.take }).waitFor();
  return fresh;
};

type Prepared =
  { ok: true; value: { base64: string; width: number; height: number } } | { ok: false; problem: { code: string } };

/** What the screen makes of a file, and how often it decoded. */
const prepare = (bytes: Uint8Array): Promise<{ prepared: Prepared; decoded: number }> =>
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

async function jpegFrom(bytes: Uint8Array): Promise<Buffer> {
  const { prepared } = await prepare(bytes);
  if (!prepared.ok) throw new Error(prepared.problem.code);
  const jpeg = Buffer.from(prepared.value.base64, 'base64');
  const { width, height } = prepared.value;
  // The core takes what the screen makes.
  expect(acceptPhoto(jpeg)).toEqual({ ok: true, value: { width, height } });
  return jpeg;
}

const codeOf = async (bytes: Uint8Array): Promise<[string, number]> => {
  const { prepared, decoded } = await prepare(bytes);
  return [prepared.ok ? 'taken' : prepared.problem.code, decoded];
};

/** A picture of this size as a browser saves it: the left half red, the right half blue, or noise. */
async function pictureOf(
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
const pixelAt = (jpeg: Buffer, x: number, y: number): Promise<number[]> =>
  page.evaluate(
    async (at) => {
      const bytes = Uint8Array.from(atob(at.base64), (sign) => sign.charCodeAt(0));
      const picture = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
      const canvas = new OffscreenCanvas(picture.width, picture.height);
      const context = canvas.getContext('2d')!;
      context.drawImage(picture, 0, 0);
      return Array.from(context.getImageData(at.x, at.y, 1, 1).data.slice(0, 3)).map((value) => Math.round(value / 64) * 64);
    },
    { base64: jpeg.toString('base64'), x, y },
  );

const RED = [256, 0, 0];
const BLUE = [0, 0, 256];

describe('a photo', () => {
  beforeAll(async () => {
    page = await opened([]);
  });

  it('of a phone held upright comes out upright, without place, time and camera', async () => {
    const phone = photoOfPhone(await pictureOf(80, 40, 'image/jpeg'));
    expect(await exifr.gps(phone)).toMatchObject({ latitude: 31.5, longitude: 121.25 });
    expect(await exifr.parse(phone)).toMatchObject({ Make: 'Phone', Orientation: 'Rotate 90 CW' });
    const jpeg = await jpegFrom(phone);
    expect(acceptPhoto(jpeg)).toMatchObject({ value: { width: 40, height: 80 } });
    expect(await pixelAt(jpeg, 20, 10)).toEqual(RED);
    expect(await pixelAt(jpeg, 20, 70)).toEqual(BLUE);
    const everything = {
      tiff: true,
      exif: true,
      gps: true,
      iptc: true,
      xmp: true,
      icc: true,
      ifd1: true,
      mergeOutput: false,
    };
    expect(await exifr.parse(jpeg, everything)).toBeUndefined();
    expect(jpeg.includes('Exif') || jpeg.includes('Phone') || jpeg.includes('ICC_PROFILE')).toBe(false);
  });

  test.each([
    ['image/png', 2000, 1000, 1600, 800],
    ['image/webp', 900, 1800, 800, 1600],
    ['image/jpeg', 1600, 1200, 1600, 1200],
    ['image/png', 3, 5000, 1, 1600],
  ])('%s of %i × %i becomes %i × %i', async (type, width, height, wide, high) => {
    expect(acceptPhoto(await jpegFrom(await pictureOf(width, height, type)))).toMatchObject({
      value: { width: wide, height: high },
    });
  });

  it('that is all noise still fits', async () => {
    expect((await jpegFrom(await pictureOf(1600, 1600, 'image/jpeg', 'noise'))).length).toBeLessThanOrEqual(700_000);
  });

  it('has white where there was nothing', async () => {
    expect(await pixelAt(await jpegFrom(await pictureOf(20, 20, 'image/png', 'nothing')), 10, 10)).toEqual([
      256, 256, 256,
    ]);
  });

  it('is refused before anything is decoded: 100 megapixels, HEIC, no picture', async () => {
    const png = await pictureOf(4, 4, 'image/png');
    png.writeUInt32BE(10_000, 16);
    png.writeUInt32BE(10_000, 20);
    expect(await codeOf(png)).toEqual(['photo-too-many-pixels', 0]);
    const jpeg = await pictureOf(4, 4, 'image/jpeg');
    jpeg.fill(0xee, jpeg.indexOf(Buffer.from('ffc00011', 'hex')) + 5, jpeg.indexOf(Buffer.from('ffc00011', 'hex')) + 9);
    expect(await codeOf(jpeg)).toEqual(['photo-too-many-pixels', 0]);
    const heic = Buffer.concat([Buffer.from('\0\0\0\u0018ftypmif1\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(99)]);
    expect(await codeOf(heic)).toEqual(['photo-heic', 0]);
    for (const text of [
      '',
      'PK\u0003\u0004',
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
      'GIF8',
      'BM',
    ])
      expect(await codeOf(Buffer.from(text)), text).toEqual(['photo-unreadable', 0]);
  });

  it('is refused where it cannot be decoded', async () => {
    const jpeg = await pictureOf(40, 40, 'image/jpeg', 'noise');
    const scan = jpeg.indexOf(Buffer.from('ffda', 'hex'));
    expect(await codeOf(jpeg.subarray(0, scan))).toEqual(['photo-unreadable', 1]);
    const png = await pictureOf(40, 40, 'image/png', 'noise');
    png.fill(0, 60, 400);
    expect(await codeOf(png)).toEqual(['photo-unreadable', 1]);
  });
});

describe('the field', () => {
  it('takes files, several at once, says which it cannot take, and removes', async () => {
    page = await opened([]);
    const good = await pictureOf(40, 40, 'image/png');
    const files = [
      { name: 'a.png', mimeType: 'image/png', buffer: good },
      {
        name: 'IMG_1.HEIC',
        mimeType: 'image/heic',
        buffer: Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0mif1heic', 'latin1'),
      },
      { name: 'b.png', mimeType: 'image/png', buffer: good },
    ];
    await page.locator('input[type=file]').setInputFiles(files);
    await page.getByRole('img', { name: '照片 2' }).waitFor();
    expect(await page.getByRole('alert').textContent()).toContain(problems['photo-heic'].next);
    expect(await page.getByRole('alert').textContent()).toContain('IMG_1.HEIC');
    expect(await page.getByRole('img', { name: '照片 1' }).getAttribute('src')).toMatch(/^data:image\/jpeg;base64,/);
    expect(await page.getByText(zh.photos.equipmentOnly).count()).toBe(1);
    const targets = await page.evaluate(() =>
      [...document.querySelectorAll('button')]
        .map((element) => element.getBoundingClientRect())
        .map(({ width, height }) => width >= 44 && height >= 44),
    );
    expect(targets).toEqual([true, true, true, true]);
    await page.getByRole('button', { name: zh.photos.removeNamed.replace('{{label}}', '照片 1') }).press('Enter');
    await page.getByRole('img', { name: '照片 1' }).waitFor({ state: 'detached' });
  });

  it('takes a photo with the camera, by keyboard, and lets the camera go', async () => {
    page = await opened(['camera']);
    await page.evaluate(() => {
      const { mediaDevices } = navigator;
      const ask = mediaDevices.getUserMedia.bind(mediaDevices);
      mediaDevices.getUserMedia = async (wanted) => Object.assign(window, { stream: await ask(wanted), wanted }).stream;
    });
    await page.getByRole('button', { name: zh.photos.take }).press('Enter');
    const shoot = page.getByRole('button', { name: zh.photos.shoot });
    await expect.poll(() => shoot.isEnabled(), { timeout: 10_000 }).toBe(true);
    await shoot.press('Enter');
    await page.getByRole('img', { name: '照片 1' }).waitFor();
    const { live, wanted } = await page.evaluate(() => {
      const seen = window as unknown as { stream: MediaStream; wanted: MediaStreamConstraints };
      return { live: seen.stream.getTracks().map(({ readyState }) => readyState), wanted: seen.wanted };
    });
    expect(live).toEqual(['ended']);
    expect(wanted).toMatchObject({ audio: false, video: { facingMode: 'environment' } });
  });

  it('says that the camera may not be used; files still can', async () => {
    page = await opened([]);
    await page.getByRole('button', { name: zh.photos.take }).click();
    const told = page.getByRole('dialog').getByRole('alert');
    await told.waitFor();
    expect(await told.textContent()).toContain(problems['photo-camera-refused'].title);
    await page.getByRole('dialog').getByText(zh.photos.close).click();
    await page
      .locator('input[type=file]')
      .setInputFiles([{ name: 'a.png', mimeType: 'image/png', buffer: await pictureOf(9, 9, 'image/png') }]);
    await page.getByRole('img', { name: '照片 1' }).waitFor();
  });
});
