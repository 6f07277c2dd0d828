/// <reference lib="dom" />
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zh from '../../src/shared/locales/zh-CN/inspections.json' with { type: 'json' };
import zhScreen from '../../src/shared/locales/zh-CN/screen.json' with { type: 'json' };
import { launchBrowser } from '../../tests/support/browser.ts';
import { startDoubledHost } from '../../tests/support/inspection-host.ts';
import { sampleSession } from '../../tests/support/inspection-session-samples.ts';
import { atMost, type Figure } from './figure.ts';

const SEATS = 100;
/** With the twenty of the sample: sixty. */
const MORE_ITEMS = 40;
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

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Time on a core in microseconds: what other programs take of the machine in between is not the page's. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** @returns milliseconds of the longest task of the page's main thread. */
function longestTask(trace: string): number {
  const { traceEvents } = JSON.parse(trace) as { traceEvents: readonly TraceEvent[] };
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = traceEvents.filter(({ name, pid, tid }) => name === 'RunTask' && mains.has(`${pid} ${tid}`));
  if (tasks.length < STEPS) throw new Error('the trace holds no tasks of the page');
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}

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
    await browser.startTracing(page, { categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] });
    await page.evaluate(scrollThere, STEPS);
    const longest = longestTask((await browser.stopTracing()).toString());
    return [atMost('grid of 100 seats and 60 items, longest task while scrolling', longest, 50, 'ms', 0)];
  } finally {
    await browser.close();
    await doubled.close();
    rmSync(data, { recursive: true, force: true });
  }
}
