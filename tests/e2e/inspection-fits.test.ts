/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { keepPicture } from '../support/chromium/browser.ts';
import { InspectionScreens } from '../support/chromium/inspection-screens.ts';
import { useScreens } from '../support/chromium/screens.ts';
import { labOfSeats } from '../support/inspection/lab-of-seats.ts';

const open = useScreens();

/** Screens of labs: an old projector's, and the usual one. */
const SIZES = [
  { width: 1024, height: 600 },
  { width: 1366, height: 768 },
];

/**
 * Opens every item of what is chosen in the map, one after the other.
 * @param answer key that is pressed at each of them.
 * @returns items of which something is out of sight.
 */
const itemsThatDoNotFit = (page: Page, answer: string | null): Promise<string[]> =>
  page.evaluate(async (key) => {
    const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
    // An answer that needs nothing more may lead on to the next item.
    const answered = async (of: string) => {
      const until = performance.now() + 60;
      while (performance.now() < until) {
        if (document.querySelector(`.inspection-outcome[aria-keyshortcuts="${of}"][aria-pressed="true"]`) !== null)
          break;
        await settled();
      }
      await settled();
    };
    const overflows = (element: Element) => element.scrollHeight > element.clientHeight;
    const found: string[] = [];
    const count = document.querySelectorAll('.inspection-section').length;
    for (let section = 0; section < count; section += 1) {
      const list = () => document.querySelectorAll<HTMLElement>('.inspection-section')[section]!;
      list().click();
      await settled();
      const items = () => list().parentElement!.querySelectorAll<HTMLElement>('.inspection-item');
      for (let item = 0; item < items().length; item += 1) {
        items()[item]!.click();
        await settled();
        if (key !== null) {
          document.querySelector<HTMLElement>(`.inspection-outcome[aria-keyshortcuts="${key}"]`)!.click();
          await answered(key);
        }
        const body = document.querySelector('.item-card-body')!;
        const bar = document.querySelector('.answer-bar')!.getBoundingClientRect();
        const name = document.querySelector('.inspection-item-heading')!.textContent;
        if (overflows(body)) found.push(`${name}: ${body.scrollHeight - body.clientHeight} px too high`);
        if (overflows(document.documentElement) || bar.bottom > innerHeight) found.push(`${name}: the page scrolls`);
      }
    }
    return found;
  }, answer);

it.for([
  { kind: 'semi-annual', seats: 5 },
  { kind: 'quarterly', seats: 40 },
] as const)('shows every item of a $kind inspection of $seats seats without scrolling', async ({ kind, seats }) => {
  const screens = await open('lab-seat-01', {
    prepare: (data) => labOfSeats(data, seats, kind),
    viewport: SIZES[0]!,
  });
  const inspection = new InspectionScreens(screens);
  const { page } = inspection;
  await inspection.home();
  await page.getByRole('button', { name: /XJ-/ }).click();
  await page.locator('.item-card').waitFor();
  const map = page.locator('.seat-map');
  const look = async (subject: string) => {
    const { language } = screens.shown;
    const { width } = page.viewportSize()!;
    await inspection.subject(subject);
    await keepPicture(page, `inspection-fits-${seats}-${width}-${language}-${subject.replace(':', '')}`);
    expect.soft(await itemsThatDoNotFit(page, null), `${width} ${language} ${subject}`).toEqual([]);
    expect.soft(await map.evaluate((element) => element.scrollHeight - element.clientHeight), 'map').toBe(0);
  };
  await screens.inBothLanguages(async () => {
    await look('lab');
    await look('seat:01');
  });
  // On the larger screen the largest map decides, and the last seat in it.
  if (seats === 40) {
    await page.setViewportSize(SIZES[1]!);
    await look('lab');
    await look('seat:40');
    await page.setViewportSize(SIZES[0]!);
  }
  await inspection.subject('lab');
  expect.soft(await itemsThatDoNotFit(page, '2'), 'abnormal').toEqual([]);
  await keepPicture(page, `inspection-fits-${seats}-abnormal`);
  await inspection.subject('seat:01');
  expect.soft(await itemsThatDoNotFit(page, '3'), 'not inspected').toEqual([]);
  await keepPicture(page, `inspection-fits-${seats}-not-inspected`);
  expect(screens.complaints).toEqual([]);
});
