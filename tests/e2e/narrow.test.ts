/// <reference lib="dom" />
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import en from '../../src/shared/locales/en/screen.json' with { type: 'json' };
import zh from '../../src/shared/locales/zh-CN/screen.json' with { type: 'json' };
import { keepPicture, launchBrowser, runWebHost } from '../support/browser.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { worldFile } from '../worlds/generator/world-folders.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function open(world: string, language: 'zh-CN' | 'en', width: number): Promise<Page> {
  const host = await runWebHost([
    '--world',
    path.isAbsolute(world) ? world : worldFile(world, '.'),
    '--data',
    temporaryFolder(),
  ]);
  const page = await browser.newPage({ viewport: { width, height: 700 } });
  onTestFinished(async () => {
    await page.close();
    await host.stop();
  });
  await page.goto(host.url);
  await page.getByRole('main').waitFor();
  if (language === 'en') await page.getByRole('button', { name: 'English' }).click();
  await page.locator(`html[lang="${language}"]`).waitFor();
  return page;
}

/** What sticks out of the page, and texts that are cut off sideways or at the bottom. */
const lost = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    // Glyphs reach a little beyond a tight line.
    const SHADE = 3;
    const { scrollWidth, clientWidth } = document.documentElement;
    const wide = scrollWidth > clientWidth ? [`page ${scrollWidth} > ${clientWidth}`] : [];
    const cut = [...document.querySelectorAll<HTMLElement>('main *, header *')]
      .filter((element) => getComputedStyle(element).overflow === 'hidden' && element.textContent !== '')
      .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + SHADE)
      .map(
        (one) =>
          `cut: ${one.textContent} ${one.scrollWidth}/${one.clientWidth} ${one.scrollHeight}/${one.clientHeight}`,
      );
    // What is centred in a box that is too small sticks out on both sides without making anything scroll.
    const beside = [...document.querySelectorAll<HTMLElement>('foreignObject div')].flatMap((label) => {
      const text = document.createRange();
      text.selectNodeContents(label);
      const [inner, outer] = [text.getBoundingClientRect(), label.getBoundingClientRect()];
      return inner.left < outer.left - 1 || inner.right > outer.right + 1 ? [`sticks out: ${label.textContent}`] : [];
    });
    return [...wide, ...cut, ...beside];
  });

describe.each([
  ['zh-CN', zh],
  ['en', en],
] as const)('in %s', (language, texts) => {
  it.each([
    ['index-external-hub', 320],
    ['wmr-sensors-only', 320],
    ['quest-link-usb2', 1366],
    ['two-headsets', 1024],
  ])('%s at %d px loses nothing: check, records, record, station', async (world, width) => {
    const page = await open(world, language, width);
    expect(await lost(page)).toEqual([]);
    await page.getByRole('button', { name: texts.check.start }).click();
    await page.locator('[data-verdict]').waitFor();
    await keepPicture(page, `narrow-check-${world}-${language}`);
    expect(await lost(page)).toEqual([]);
    await page.getByRole('button', { name: texts.nav.history, exact: true }).click();
    await page.getByRole('listitem').first().waitFor();
    await keepPicture(page, `narrow-records-${world}-${language}`);
    expect(await lost(page)).toEqual([]);
    await page.getByRole('listitem').first().getByRole('button').click();
    await page.locator('[data-verdict]').waitFor();
    await page.getByText(texts.history.verdictThen.replace('{{verdict}}', '')).waitFor();
    await keepPicture(page, `narrow-record-${world}-${language}`);
    expect(await lost(page)).toEqual([]);
    await page.getByRole('button', { name: texts.nav.station, exact: true }).click();
    await page.getByRole('button', { name: texts.station.learn }).click();
    await page.waitForTimeout(300);
    await keepPicture(page, `narrow-station-${world}-${language}`);
    expect(await lost(page)).toEqual([]);
  });
});

/** The world with a hub that gives itself a name without a place to break it. */
function withLongHubName(name: string): string {
  const folder = path.join(temporaryFolder(), 'long-names');
  mkdirSync(folder);
  const snapshot = readFileSync(worldFile('index-external-hub', 'snapshot.json'), 'utf8');
  writeFileSync(path.join(folder, 'snapshot.json'), snapshot.replaceAll(/"USB[23]\.0 Hub"/g, JSON.stringify(name)));
  return folder;
}

it.each([320, 1366])('sets long names in the picture smaller at %d px and tells them whole', async (width) => {
  const name = 'SuperSpeedDockingStationHub-0413A';
  const page = await open(withLongHubName(name), 'en', width);
  await page.getByRole('button', { name: en.check.start }).click();
  await page.locator('[data-verdict]').waitFor();
  await keepPicture(page, `long-name-${width}`);
  expect(await lost(page)).toEqual([]);
  expect(await page.locator('svg title').allTextContents()).toContain(`Hub ${name}`);
});
