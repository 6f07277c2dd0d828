/// <reference lib="dom" />
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, runWebHost } from '../../tests/support/chromium/browser.ts';
import { worldFile } from '../../tests/worlds/generator/world-folders.ts';
import { type Figure, atMost } from './figure.ts';
import { LAB_WORLD, labOfSeats, openInspection } from './lab-of-seats.ts';
import { longestTaskDuring } from './page-trace.ts';

const SEATS = 100;

/** What a page writes down of itself from its first moment on. */
interface Noted {
  /** Milliseconds from each touch to the frame that answers it. */
  readonly touches: number[];
  /** Sum of the layout shifts that nobody caused. */
  shift: number;
}
declare global {
  interface Window {
    noted: Noted;
  }
}

const note = (): void => {
  window.noted = { touches: [], shift: 0 };
  const interactions = new Set(['pointerup', 'click', 'keydown', 'keyup']);
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (interactions.has(name)) window.noted.touches.push(duration);
  }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
      if (!entry.hadRecentInput) window.noted.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
};

type Touches = (page: Page) => Promise<void>;

const settled = (page: Page) => page.waitForTimeout(150);

const homeAndResult: Touches = async (page) => {
  await page.locator('.start-check').click();
  await page.locator('[data-verdict]:not([data-verdict="settling"])').waitFor();
  await settled(page);
  for (const box of await page.locator('.step input[type="checkbox"]').all()) {
    await box.click();
    await settled(page);
  }
  await page.keyboard.press('Alt+ArrowLeft');
  await settled(page);
};

const inspection: Touches = async (page) => {
  for (const seat of [1, 40, 99]) {
    await page.locator('.seat-map button').nth(seat).click();
    await settled(page);
    const items = page.locator('.inspection-item');
    for (const item of [1, 2]) {
      await items.nth(item).click();
      await settled(page);
    }
    await page.locator('.inspection-outcome').first().click();
    await settled(page);
  }
};

async function measure(browser: Browser, url: string, what: string, begin: Touches, touches: Touches) {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
  await page.addInitScript(note);
  await page.goto(url);
  await page.getByRole('main').waitFor();
  await begin(page);
  await page.waitForTimeout(1000);
  // The first time loads what comes later; people touch screens that are there.
  await page.evaluate(() => void (window.noted.touches.length = 0));
  const longest = await longestTaskDuring(browser, page, () => touches(page));
  await page.waitForTimeout(200);
  const { touches: answered, shift } = await page.evaluate(() => window.noted);
  await page.close();
  return [
    atMost(`${what}: a touch is answered within`, Math.max(0, ...answered), 100, 'ms', 0),
    atMost(`${what}: longest task`, longest, 50, 'ms', 0),
    atMost(`${what}: layout shift`, shift, 0, '', 3),
  ];
}

/** Touches of a teacher on home and result, and of an inspector in a lab of a hundred seats. */
export async function touchesAnswered(): Promise<Figure[]> {
  const data = mkdtempSync(path.join(os.tmpdir(), 'vrlab-bench-'));
  await labOfSeats(data, SEATS);
  const browser = await launchBrowser();
  const home = await runWebHost(['--world', worldFile('index-usb2', '.'), '--data', path.join(data, 'home')]);
  const lab = await runWebHost(['--world', LAB_WORLD, '--data', data]);
  try {
    return [
      ...(await measure(browser, home.url, 'home and result', () => Promise.resolve(), homeAndResult)),
      ...(await measure(browser, lab.url, `inspection of ${SEATS} seats`, openInspection, inspection)),
    ];
  } finally {
    await browser.close();
    await Promise.all([home.stop(), lab.stop()]);
    rmSync(data, { recursive: true, force: true });
  }
}
