/// <reference lib="dom" />
import { expect, it, vi } from 'vitest';
import { type HeldAnswers, holdableAnswers } from '../support/chromium/held-answers.ts';
import { InspectionScreens, upToGap } from '../support/chromium/inspection-screens.ts';
import { useScreens } from '../support/chromium/screens.ts';

const open = useScreens();

/** The screens, whose answers can be held, at the list of inspections. */
async function atHome(): Promise<{ inspection: InspectionScreens; answers: HeldAnswers }> {
  let answers!: HeldAnswers;
  const screens = await open('lab-seat-01', {
    async onPage(page) {
      answers = await holdableAnswers(page);
    },
  });
  const inspection = new InspectionScreens(screens);
  await inspection.home();
  return { inspection, answers };
}

/** The host has stored what it read, and the screens have not heard of it. */
const kept = (answers: HeldAnswers) =>
  vi.waitFor(() => expect(answers.waiting()).toContain('"finished"'), { timeout: 20_000, interval: 20 });

it('a cancel that is heard right behind its request begins nothing, and the next one begins', async () => {
  const { inspection } = await atHome();
  const { page, texts } = inspection;
  inspection.screens.host.pause();
  await inspection.readingBy(() => inspection.begin.click());
  expect.soft(await inspection.faults('reading')).toEqual([]);
  await inspection.button(texts.reading.cancel).click();
  // Until both have reached the socket: a reading of a world takes no longer than 30 ms.
  await page.waitForTimeout(500);
  inspection.screens.host.goOn();
  await page.getByText(texts.reading.cancelled).waitFor();
  await page.getByRole('heading', { name: texts.home.heading, exact: true }).and(page.locator(':focus')).waitFor();
  expect(await page.getByRole('heading', { name: texts.home.open }).count()).toBe(0);
  await inspection.start('张䶮');
  expect(inspection.screens.complaints).toEqual([]);
});

it('a cancel that comes too late says which inspection has begun, and leads into it', async () => {
  const { inspection, answers } = await atHome();
  const { page, texts } = inspection;
  answers.hold();
  await inspection.readingBy(() => inspection.begin.click());
  await kept(answers);
  await inspection.button(texts.reading.cancel).click();
  answers.release();
  await page.getByText(upToGap(texts.reading.cancelledLate)).waitFor();
  expect(await page.getByText(texts.reading.cancelled).count()).toBe(0);
  expect.soft(await inspection.faults('cancelled-late')).toEqual([]);
  await page.getByRole('button', { name: upToGap(texts.home.goOn) }).click();
  await page.getByRole('navigation', { name: texts.session.views }).waitFor();
  expect(inspection.screens.complaints).toEqual([]);
});

it('a cancelled reading of the seat shows what is kept, also where the cancel came too late', async () => {
  const { inspection, answers } = await atHome();
  const { page, texts } = inspection;
  await inspection.start('张䶮');
  await inspection.view('lab');
  const seat = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ hasText: /\d\d:\d\d/ });
  const before = await seat.textContent();
  // Times are shown to the second.
  await page.waitForTimeout(1000);
  answers.hold();
  await inspection.readingBy(() => inspection.button(texts.lab.readAgain).click());
  await kept(answers);
  await inspection.button(texts.reading.cancel).click();
  answers.release();
  await page.getByText(texts.reading.cancelledAgain).waitFor();
  await vi.waitFor(async () => expect(await seat.textContent()).not.toBe(before), { timeout: 20_000 });

  // Read again to its end, it is saved then, and not when the inspection was opened.
  const saved = page.getByText(upToGap(texts.saved.at));
  const savedBefore = await saved.textContent();
  await page.waitForTimeout(1000);
  await inspection.button(texts.lab.readAgain).click();
  await vi.waitFor(async () => expect(await saved.textContent()).not.toBe(savedBefore), { timeout: 20_000 });
  expect(inspection.screens.complaints).toEqual([]);
});
