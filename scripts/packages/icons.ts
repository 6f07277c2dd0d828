// npm run icons: the icon of the program for Windows and Linux, from its drawing. Needs Chromium; what it makes is committed.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';

const folder = path.resolve(import.meta.dirname, '../../resources/icons');
const SIZES = [16, 24, 32, 48, 64, 128, 256];
const DESKTOP_SIZE = 512;

const drawing = readFileSync(path.join(folder, 'vrlab-check.svg')).toString('base64');
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage();

async function picture(size: number): Promise<Buffer> {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<body style="margin:0"><img style="display:block" width="${size}" height="${size}" src="data:image/svg+xml;base64,${drawing}">`,
  );
  return await page.screenshot({ omitBackground: true });
}

/** An ICO file is a list of pictures; since Windows Vista they may be PNG. */
function ico(pictures: readonly { readonly size: number; readonly bytes: Buffer }[]): Buffer {
  const ENTRY = 16;
  const head = Buffer.alloc(6 + ENTRY * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [at, { size, bytes }] of pictures.entries()) {
    const entry = 6 + ENTRY * at;
    // 0 stands for 256.
    head.writeUInt8(size % 256, entry);
    head.writeUInt8(size % 256, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(bytes.length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += bytes.length;
  }
  return Buffer.concat([head, ...pictures.map(({ bytes }) => bytes)]);
}

const pictures: { readonly size: number; readonly bytes: Buffer }[] = [];
for (const size of SIZES) pictures.push({ size, bytes: await picture(size) });
writeFileSync(path.join(folder, 'vrlab-check.ico'), ico(pictures));
mkdirSync(path.join(folder, 'linux'), { recursive: true });
writeFileSync(path.join(folder, `linux/${DESKTOP_SIZE}x${DESKTOP_SIZE}.png`), await picture(DESKTOP_SIZE));
await browser.close();
