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
const NAMES = Object.keys(SCHEMES) as (keyof typeof SCHEMES)[];
const SIZES = [
  { width: 390, height: 844 },
  { width: 1024, height: 600 },
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
];

/** What a scheme can change; what is said and how it is built is the same in all of them. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
const rulesIn = (scheme: keyof typeof SCHEMES) => (scheme === NAMES[0] ? {} : { runOnly: COLOUR_RULES });

async function inScheme(page: Page, scheme: keyof typeof SCHEMES, look: () => Promise<void>): Promise<void> {
  await page.emulateMedia(SCHEMES[scheme]);
  await page.locator(`html[data-scheme="${scheme}"]`).waitFor();
  await look();
}

/** The whole page in every scheme and size: by every rule in the first scheme, by those of colours in the others. */
async function lookAtPage(page: Page, language: string): Promise<void> {
  // Another scheme draws everything anew: the sizes change within it.
  for (const scheme of NAMES)
    await inScheme(page, scheme, async () => {
      for (const size of SIZES) {
        await page.setViewportSize(size);
        const found = await violations(page, rulesIn(scheme));
        expect.soft([...found, ...(await misfits(page))], `${language} ${scheme} ${size.width}`).toEqual([]);
        await keepPicture(page, `gallery-${scheme}-${language}-${size.width}`);
      }
    });
}

/** What came with a touch: in every scheme, and in every size whether it fits. */
async function lookAtTouched(page: Page, state: string, within: string): Promise<void> {
  for (const scheme of NAMES)
    await inScheme(page, scheme, async () => {
      expect.soft(await violations(page, rulesIn(scheme), within), `${state} ${scheme}`).toEqual([]);
      await keepPicture(page, `gallery-${state}-${scheme}`);
    });
  for (const size of SIZES) {
    await page.setViewportSize(size);
    expect.soft(await misfits(page), `${state} ${size.width}`).toEqual([]);
  }
}

it.each(['zh-CN', 'en'])(
  'every component can be seen, read and touched: %s, three schemes, four sizes',
  async (language) => {
    const page = await browser.newPage({ reducedMotion: 'reduce' });
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    await page.goto(`${gallery.url}?language=${language}`);
    await page.getByRole('img', { name: 'QR' }).waitFor();
    await lookAtPage(page, language);

    // What is there only after a touch: steps that are done, a contact that is readable, a drawer.
    await page.evaluate(() => {
      for (const box of document.querySelectorAll<HTMLElement>('.step input, .gallery-touched button')) box.click();
    });
    await page
      .locator('.problem-actions .mantine-Button-root[data-variant="filled"], .gallery-touched [aria-invalid]')
      .first()
      .waitFor();
    await lookAtTouched(page, `${language}-touched`, '.result-problems, .gallery-touched');
    await page.getByRole('button', { name: 'Drawer' }).click();
    await page.getByRole('dialog').waitFor();
    await lookAtTouched(page, `${language}-drawer`, 'dialog');
    expect(complaints).toEqual([]);
    await page.close();
  },
);
