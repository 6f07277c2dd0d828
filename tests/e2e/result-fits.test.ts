/// <reference lib="dom" />
import { expect, it } from 'vitest';
import { useScreens } from '../support/chromium/screens.ts';

const open = useScreens();

/** What of a result is below the edge of the screen. */
const outOfSight = (selectors: readonly string[]) =>
  selectors.flatMap((selector) =>
    [...document.querySelectorAll(selector)]
      .filter((element) => element.getBoundingClientRect().bottom > innerHeight)
      .map((element) => `${selector}: ${element.textContent}`),
  );

const WHOLE = ['.verdict-band', '.step', '.problem-actions', '.port-stage', '.port-notes', '.result-foot'];
const MOST = ['.verdict-band', '.step', '.port-stage'];

it.for([
  { world: 'index-usb2', width: 1366, height: 768, seen: WHOLE },
  { world: 'index-complete', width: 1366, height: 768, seen: [...WHOLE, '.checked-list > li'] },
  { world: 'index-usb2', width: 1024, height: 600, seen: MOST },
  { world: 'index-complete', width: 1024, height: 600, seen: [...WHOLE, '.checked-list > li'] },
])('shows the answer of $world at $width x $height without scrolling', async ({ world, width, height, seen }) => {
  const screens = await open(world, { viewport: { width, height } });
  const { page, complaints } = screens;
  await screens.check();
  await screens.inBothLanguages(async () => {
    await page.locator('.port-stage .cable[d^="M"]').waitFor({ state: 'attached' });
    await page.locator('.result-foot').nth(1).waitFor();
    expect(await page.evaluate(outOfSight, seen)).toEqual([]);
  });
  expect(complaints).toEqual([]);
});
