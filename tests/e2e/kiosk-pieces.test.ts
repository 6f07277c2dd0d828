/// <reference lib="dom" />
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/chromium/browser.ts';
import type { BuiltPage } from '../support/chromium/built-page.ts';
import { serveGallery } from '../support/chromium/gallery-page.ts';

// The way out for staff, as fingers and keys find it.
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

async function openGallery(): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  await page.clock.install();
  await page.goto(gallery.url);
  await page.getByRole('heading', { name: 'Kiosk' }).waitFor();
  return page;
}
const dialogOf = (page: Page) => page.locator('dialog.kiosk-dialog');

it('a corner that is held for three seconds asks for the PIN, and a shorter touch does not', async () => {
  const page = await openGallery();
  await page.mouse.move(1363, 20);
  await page.mouse.down();
  await page.clock.runFor(2500);
  await page.mouse.up();
  await page.clock.runFor(3000);
  expect(await dialogOf(page).count()).toBe(0);
  await page.mouse.down();
  await page.clock.runFor(3100);
  await page.mouse.up();
  await dialogOf(page).waitFor();
  await page.close();
});

it('the keys of staff ask for it, and a refused PIN is said and cleared', async () => {
  const page = await openGallery();
  await page.keyboard.press('Control+Shift+Alt+KeyQ');
  const pin = dialogOf(page).getByLabel('工作人员 PIN');
  await pin.fill('1234');
  await dialogOf(page).getByRole('button', { name: '退出' }).click();
  await dialogOf(page).getByText('程序没有以自助终端方式运行').waitFor();
  expect(await pin.inputValue()).toBe('');
  await page.keyboard.press('Escape');
  expect(await dialogOf(page).count()).toBe(0);
  await page.close();
});

it('a field for files gets the files of a stick, and the window of the system never opens', async () => {
  const page = await openGallery();
  let chosenBySystem = 0;
  page.on('filechooser', () => (chosenBySystem += 1));
  // The screens' own buttons click a field that nobody sees.
  await page.getByRole('button', { name: 'CSV' }).click();
  await dialogOf(page).getByRole('button', { name: 'E:' }).click();
  await dialogOf(page).getByRole('button', { name: '文件夹：资产' }).waitFor();
  // Only what the field takes.
  expect(await dialogOf(page).getByText('照片.png').count()).toBe(0);
  await dialogOf(page).getByRole('button', { name: '登记.csv' }).click();
  await dialogOf(page).waitFor({ state: 'detached' });
  expect(await page.locator('input[type=file]').evaluate((input: HTMLInputElement) => input.files?.[0]?.text())).toBe(
    'a,b',
  );
  expect(chosenBySystem).toBe(0);
  await page.close();
});
