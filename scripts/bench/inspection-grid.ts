/// <reference lib="dom" />
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { itemsOf } from '../../src/shared/domain/inspection/checklist.ts';
import zh from '../../src/shared/locales/zh-CN/inspections.json' with { type: 'json' };
import { launchBrowser, runWebHost } from '../../tests/support/chromium/browser.ts';
import { type Figure, atMost } from './figure.ts';
import { LAB_WORLD, labOfSeats, openInspection } from './lab-of-seats.ts';
import { longestTaskDuring } from './page-trace.ts';

const SEATS = 100;
const STEPS = 120;

/** There and back by both ways at once, a step a frame. */
async function scrollThere(steps: number): Promise<void> {
  const grid = document.querySelector('[role="grid"]')!;
  const ways = { left: grid.scrollWidth - grid.clientWidth, top: grid.scrollHeight - grid.clientHeight };
  if (ways.left < 1000 || ways.top < 1000) throw new Error('the grid does not scroll');
  for (let step = 1; step <= steps * 2; step += 1) {
    const share = step <= steps ? step / steps : 2 - step / steps;
    grid.scrollTo(ways.left * share, ways.top * share);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

/** The grid of a hundred seats and every item of the quarterly list, scrolled both ways frame by frame: the longest task the page had. */
export async function inspectionGrid(): Promise<Figure[]> {
  const data = mkdtempSync(path.join(os.tmpdir(), 'vrlab-bench-'));
  const checklist = await labOfSeats(data, SEATS);
  const host = await runWebHost(['--world', LAB_WORLD, '--data', data]);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
    await page.goto(host.url);
    await openInspection(page);
    await page.getByRole('button', { name: zh.screens.views.grid, exact: true }).click();
    await page.getByRole('grid').waitFor();
    await page.waitForTimeout(1000);
    const name = `grid of ${SEATS} seats and ${itemsOf(checklist).length} items, longest task while scrolling`;
    const longest = await longestTaskDuring(browser, page, () => page.evaluate(scrollThere, STEPS));
    return [atMost(name, longest, 50, 'ms', 0)];
  } finally {
    await browser.close();
    await host.stop();
    rmSync(data, { recursive: true, force: true });
  }
}
