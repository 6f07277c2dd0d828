/// <reference lib="dom" />
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepPicture, launchBrowser } from '../support/chromium/browser.ts';
import type { BuiltPage } from '../support/chromium/built-page.ts';
import { serveGallery } from '../support/chromium/gallery-page.ts';
import { misfits, violations } from '../support/chromium/screens.ts';

// Every component in every state: in the schemes, languages and sizes of the screens it may be on.
let browser: Browser;
let gallery: BuiltPage;
beforeAll(async () => {
  gallery = await serveGallery();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  gallery.close();
});

const SCHEMES = {
  light: { colorScheme: 'light', contrast: 'no-preference' },
  dark: { colorScheme: 'dark', contrast: 'no-preference' },
  contrast: { colorScheme: 'light', contrast: 'more' },
} as const;
const SIZES = [
  { width: 390, height: 844 },
  { width: 1024, height: 600 },
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
];

/** @param within what is looked at; the whole page where it is left out. */
async function lookAtAll(page: Page, state: string, within?: string): Promise<void> {
  for (const [scheme, media] of Object.entries(SCHEMES)) {
    await page.emulateMedia(media);
    await page.locator(`html[data-scheme="${scheme}"]`).waitFor();
    for (const size of SIZES) {
      await page.setViewportSize(size);
      const found = [...(await violations(page, within)), ...(await misfits(page))];
      expect.soft(found, `${state} ${scheme} ${size.width}`).toEqual([]);
      await keepPicture(page, `gallery-${state}-${scheme}-${size.width}`);
    }
  }
}

it.each(['zh-CN', 'en'])(
  'every component can be seen, read and touched: %s, three schemes, four sizes',
  async (language) => {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    await page.goto(`${gallery.url}?language=${language}`);
    await page.getByRole('img', { name: 'QR' }).waitFor();
    await lookAtAll(page, language);

    // What is there only after a touch: steps that are done, a contact that is readable, a drawer.
    await page.evaluate(() => {
      for (const box of document.querySelectorAll<HTMLElement>('.step input, .gallery-touched button')) box.click();
    });
    await page
      .locator('.problem-actions .mantine-Button-root[data-variant="filled"], .gallery-touched [aria-invalid]')
      .first()
      .waitFor();
    await lookAtAll(page, `${language}-touched`, '.result-problems, .gallery-touched');
    await page.getByRole('button', { name: 'Drawer' }).click();
    await page.getByRole('dialog').waitFor();
    await lookAtAll(page, `${language}-drawer`, 'dialog');
    expect(complaints).toEqual([]);
    await page.close();
  },
);
