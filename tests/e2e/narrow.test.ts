/// <reference lib="dom" />
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { keepPicture } from '../support/chromium/browser.ts';
import { useScreens } from '../support/chromium/screens.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { worldFile } from '../worlds/generator/world-folders.ts';

const open = useScreens();

/** What sticks out of the page, and texts that are cut off sideways or at the bottom. */
const lost = async (page: Page): Promise<string[]> => {
  return await page.evaluate(() => {
    // Glyphs reach a little beyond a tight line.
    const SHADE = 3;
    const { scrollWidth, clientWidth } = document.documentElement;
    const wide = scrollWidth > clientWidth ? [`page ${scrollWidth} > ${clientWidth}`] : [];
    const cut = [...document.querySelectorAll<HTMLElement>('main *, header *')]
      .filter((element) => getComputedStyle(element).overflow === 'hidden' && element.textContent !== '')
      // A pixel wide is what is said to those who hear the page only.
      .filter((one) => one.clientWidth > 1)
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
};

it.each([
  ['index-external-hub', 320],
  ['wmr-sensors-only', 320],
  ['quest-link-usb2', 1366],
  ['two-headsets', 1024],
])('%s at %d px loses nothing in both languages: check, records, record, station', async (world, width) => {
  const screens = await open(world, { viewport: { width, height: 700 } });
  const { page } = screens;
  const nothingLost = () => screens.inBothLanguages(async () => expect(await lost(page)).toEqual([]));
  const nothingLostOn = (screen: string) =>
    screens.inBothLanguages(async ({ language }) => {
      await keepPicture(page, `narrow-${screen}-${world}-${language}`);
      expect(await lost(page)).toEqual([]);
    });

  await nothingLost();
  await screens.check();
  await nothingLostOn('check');
  await screens.goTo('records');
  await page.getByRole('listitem').first().waitFor();
  await nothingLostOn('records');
  await page.getByRole('listitem').first().getByRole('button').click();
  await page.locator('[data-verdict]').waitFor();
  await page.getByText(screens.shown.texts.history.verdictThen.replace('{{verdict}}', '')).waitFor();
  await nothingLostOn('record');
  await screens.goTo('settings');
  // A seat that is not set up is led through it.
  await page.locator('#main h2').first().waitFor();
  await page.waitForTimeout(300);
  await nothingLostOn('station');
});

/** The world with a hub that gives itself a name without a place to break it. */
function withLongHubName(name: string): string {
  const folder = path.join(temporaryFolder(), 'long-names');
  mkdirSync(folder);
  const snapshot = readFileSync(worldFile('index-external-hub', 'snapshot.json'), 'utf8');
  writeFileSync(path.join(folder, 'snapshot.json'), snapshot.replaceAll(/"USB[23]\.0 Hub"/g, JSON.stringify(name)));
  return folder;
}

it('tells long names in the picture whole, narrow and wide', async () => {
  const name = 'SuperSpeedDockingStationHub-0413A';
  const screens = await open(withLongHubName(name), { viewport: { width: 320, height: 700 } });
  const { page } = screens;
  await screens.switchLanguage();
  await screens.check();
  // The picture is loaded with the first result.
  await page.locator('.piece-words b').first().waitFor();
  for (const width of [320, 1366]) {
    await page.setViewportSize({ width, height: 700 });
    await keepPicture(page, `long-name-${width}`);
    expect(await lost(page)).toEqual([]);
    expect(await page.locator('.piece-words b').allTextContents()).toContain(`Hub ${name}`);
  }
});
