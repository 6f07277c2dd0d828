import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { stoppedPage } from '../../src/main/recovery/stopped-page.ts';
import { keepPicture, launchBrowser } from '../support/chromium/browser.ts';
import { violations } from '../support/chromium/screens.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()), 30_000);
afterAll(() => browser.close());

test.each([
  ['nobody named', { contact: null, logFolder: null }],
  ['somebody named', { contact: '信息中心 8123 4567', logFolder: 'C:\\ProgramData\\VR Lab Check\\logs' }],
])('the page that says whom to call can be read and touched in a real browser: %s', async (name, stopped) => {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  await page.setContent(stoppedPage(stopped));
  expect(await page.getByRole('heading').allTextContents()).toEqual([
    '程序多次出错，已经停下来了',
    'The program failed several times and has stopped',
  ]);
  for (const link of await page.getByRole('link').all()) {
    expect((await link.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    expect(await link.getAttribute('href')).toBe('/restart');
  }
  expect(await violations(page)).toEqual([]);
  const tooHigh = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
  expect(tooHigh).toBeLessThanOrEqual(0);
  await keepPicture(page, `stopped-${name.replaceAll(' ', '-')}`);
  await page.close();
});
