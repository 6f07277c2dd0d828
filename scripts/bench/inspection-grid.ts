/// <reference lib="dom" />
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zh from '../../src/shared/locales/zh-CN/inspections.json' with { type: 'json' };
import zhScreen from '../../src/shared/locales/zh-CN/screen.json' with { type: 'json' };
import { launchBrowser } from '../../tests/support/browser.ts';
import { startDoubledHost } from '../../tests/support/inspection-host.ts';
import { sampleSession } from '../../tests/support/inspection-samples.ts';
import { atMost, type Figure } from './figure.ts';

const SEATS = 100;
/** With the twenty of the sample: sixty. */
const MORE_ITEMS = 40;
const STEPS = 120;

/** The grid of a hundred seats and sixty items, scrolled both ways frame by frame: the longest task the page had. */
export async function inspectionGrid(): Promise<Figure[]> {
  const data = mkdtempSync(path.join(os.tmpdir(), 'vrlab-bench-'));
  const doubled = await startDoubledHost(data, [sampleSession(1, { seats: SEATS, moreItems: MORE_ITEMS })]);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
    await page.goto(doubled.host.url);
    await page.getByRole('button', { name: zhScreen.nav.inspections, exact: true }).click();
    await page.getByRole('button', { name: /^接着做/ }).click();
    await page.getByRole('button', { name: zh.screens.views.grid, exact: true }).click();
    await page.getByRole('grid').waitFor();
    await page.waitForTimeout(1000);
    const longest = await page.evaluate(async (steps) => {
      const seen: number[] = [];
      const watch = new PerformanceObserver((list) => seen.push(...list.getEntries().map(({ duration }) => duration)));
      watch.observe({ type: 'longtask' });
      const grid = document.querySelector('[role="grid"]')!;
      const ways = { left: grid.scrollWidth - grid.clientWidth, top: grid.scrollHeight - grid.clientHeight };
      if (ways.left < 1000 || ways.top < 1000) throw new Error('the grid does not scroll');
      for (let step = 1; step <= steps * 2; step += 1) {
        // There and back.
        const share = step <= steps ? step / steps : 2 - step / steps;
        grid.scrollTo(ways.left * share, ways.top * share);
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
      seen.push(...watch.takeRecords().map(({ duration }) => duration));
      return Math.max(0, ...seen);
    }, STEPS);
    return [atMost('grid of 100 seats and 60 items, longest task over 50 ms while scrolling', longest, 50, 'ms', 0)];
  } finally {
    await browser.close();
    await doubled.close();
    rmSync(data, { recursive: true, force: true });
  }
}
