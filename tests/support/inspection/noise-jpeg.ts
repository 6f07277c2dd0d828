import { launchBrowser } from '../chromium/browser.ts';

/** A JPEG of noise as large as a photo of equipment: about 120 kB. Made by Chromium; the same noise again and again. */
export async function noiseJpeg(width = 640, height = 480, quality = 0.55): Promise<Buffer> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const address = await page.evaluate(
      ([across, down, fine]) => {
        const canvas = document.createElement('canvas');
        canvas.width = across!;
        canvas.height = down!;
        const context = canvas.getContext('2d')!;
        const picture = context.createImageData(across!, down!);
        let state = 1;
        for (let at = 0; at < picture.data.length; at += 1) {
          state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
          picture.data[at] = at % 4 === 3 ? 255 : state >>> 24;
        }
        context.putImageData(picture, 0, 0);
        return canvas.toDataURL('image/jpeg', fine);
      },
      [width, height, quality],
    );
    return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
  } finally {
    await browser.close();
  }
}
