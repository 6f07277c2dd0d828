/// <reference lib="dom" />
import exifr from 'exifr';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { acceptPhoto } from '../../src/core/inspections/photos/accept-photo.ts';
import zh from '../../src/shared/locales/zh-CN/inspections.json' with { type: 'json' };
import problems from '../../src/shared/locales/zh-CN/problems-of-tasks.json' with { type: 'json' };
import { codeOf, jpegFrom, pictureOf, pixelAt } from '../support/chromium/browser-pictures.ts';
import { launchBrowser } from '../support/chromium/browser.ts';
import { photoOfPhone } from '../support/inspection/phone-photo.ts';
import type { BuiltPage } from '../support/chromium/built-page.ts';
import { servePhotoScreen } from '../support/chromium/photo-screen.ts';

let browser: Browser;
let screen: BuiltPage;
let page: Page;

beforeAll(async () => {
  screen = await servePhotoScreen();
  browser = await launchBrowser({ camera: true });
});
afterAll(async () => {
  await browser.close();
  screen.close();
});

const opened = async (permissions: string[]) => {
  const context = await browser.newContext({ permissions });
  const fresh = await context.newPage();
  await fresh.goto(screen.url);
  await fresh.getByRole('button', { name: zh.photos.take }).waitFor();
  return fresh;
};

const RED = [256, 0, 0];
const BLUE = [0, 0, 256];

describe('a photo', () => {
  beforeAll(async () => {
    page = await opened([]);
  });

  it('of a phone held upright comes out upright, without place, time and camera', async () => {
    const phone = photoOfPhone(await pictureOf(page, 80, 40, 'image/jpeg'));
    expect(await exifr.gps(phone)).toMatchObject({ latitude: 31.5, longitude: 121.25 });
    expect(await exifr.parse(phone)).toMatchObject({ Make: 'Phone', Orientation: 'Rotate 90 CW' });
    const jpeg = await jpegFrom(page, phone);
    expect(acceptPhoto(jpeg)).toMatchObject({ value: { width: 40, height: 80 } });
    expect(await pixelAt(page, jpeg, 20, 10)).toEqual(RED);
    expect(await pixelAt(page, jpeg, 20, 70)).toEqual(BLUE);
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
    expect(acceptPhoto(await jpegFrom(page, await pictureOf(page, width, height, type)))).toMatchObject({
      value: { width: wide, height: high },
    });
  });

  it('that is all noise still fits', async () => {
    const noise = await jpegFrom(page, await pictureOf(page, 1600, 1600, 'image/jpeg', 'noise'));
    expect([noise.length <= 700_000, acceptPhoto(noise).ok]).toEqual([true, true]);
  });

  it('has white where there was nothing', async () => {
    expect(
      await pixelAt(page, await jpegFrom(page, await pictureOf(page, 20, 20, 'image/png', 'nothing')), 10, 10),
    ).toEqual([256, 256, 256]);
  });

  it('is refused before anything is decoded: 100 megapixels, HEIC, no picture', async () => {
    const png = await pictureOf(page, 4, 4, 'image/png');
    png.writeUInt32BE(10_000, 16);
    png.writeUInt32BE(10_000, 20);
    expect(await codeOf(page, png)).toEqual(['photo-too-many-pixels', 0]);
    const jpeg = await pictureOf(page, 4, 4, 'image/jpeg');
    jpeg.fill(0xee, jpeg.indexOf(Buffer.from('ffc00011', 'hex')) + 5, jpeg.indexOf(Buffer.from('ffc00011', 'hex')) + 9);
    expect(await codeOf(page, jpeg)).toEqual(['photo-too-many-pixels', 0]);
    const heic = Buffer.concat([Buffer.from('\0\0\0\u0018ftypmif1\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(99)]);
    expect(await codeOf(page, heic)).toEqual(['photo-heic', 0]);
    for (const text of [
      '',
      'PK\u0003\u0004',
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
      'GIF8',
      'BM',
    ])
      expect(await codeOf(page, Buffer.from(text)), text).toEqual(['photo-unreadable', 0]);
  });

  it('is refused where it cannot be decoded', async () => {
    const jpeg = await pictureOf(page, 40, 40, 'image/jpeg', 'noise');
    const scan = jpeg.indexOf(Buffer.from('ffda', 'hex'));
    expect(await codeOf(page, jpeg.subarray(0, scan))).toEqual(['photo-unreadable', 1]);
    const png = await pictureOf(page, 40, 40, 'image/png', 'noise');
    png.fill(0, 60, 400);
    expect(await codeOf(page, png)).toEqual(['photo-unreadable', 1]);
  });
});

describe('the field', () => {
  it('takes files, several at once, says which it cannot take, and removes', async () => {
    page = await opened([]);
    const good = await pictureOf(page, 40, 40, 'image/png');
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
      .setInputFiles([{ name: 'a.png', mimeType: 'image/png', buffer: await pictureOf(page, 9, 9, 'image/png') }]);
    await page.getByRole('img', { name: '照片 1' }).waitFor();
  });
});
