/// <reference lib="dom" />
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepPicture, launchBrowser } from '../support/chromium/browser.ts';
import { type BuiltPage, servePage } from '../support/chromium/built-page.ts';
import { misfits, violations } from '../support/chromium/screens.ts';
import { ROOT } from '../support/vrlab.ts';

// Every component in every state: in the schemes, languages and sizes of the screens it may be on.
let browser: Browser;
let gallery: BuiltPage;
beforeAll(async () => {
  gallery = await servePage(path.join(ROOT, 'tests/gallery/main.tsx'));
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

it.each(Object.keys(SCHEMES) as (keyof typeof SCHEMES)[])(
  'every component can be seen, read and touched: %s, both languages, four sizes',
  async (scheme) => {
    const page = await browser.newPage(SCHEMES[scheme]);
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    for (const language of ['zh-CN', 'en']) {
      await page.goto(`${gallery.url}?language=${language}`);
      await page.getByRole('main').waitFor();
      expect(await page.evaluate(() => document.documentElement.dataset['scheme'])).toBe(scheme);
      for (const size of SIZES) {
        await page.setViewportSize(size);
        const found = [...(await violations(page)), ...(await misfits(page))];
        expect(found, `${language} ${size.width}`).toEqual([]);
        await keepPicture(page, `gallery-${scheme}-${language}-${size.width}`);
      }
    }
    expect(complaints).toEqual([]);
    await page.close();
  },
);
