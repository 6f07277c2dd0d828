/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { openLocalApp } from '../../src/core/app/local-app.ts';
import { createPlainSecretStore } from '../../src/core/signing/secrets-file.ts';
import { type Checklist, itemsOf } from '../../src/shared/domain/inspection/checklist.ts';
import { worldFile } from '../../tests/worlds/generator/world-folders.ts';

export const LAB_WORLD = worldFile('lab-seat-01', '.');

const ANSWERS = [
  { outcome: 'normal', reason: null, value: null, note: '' },
  { outcome: 'abnormal', reason: null, value: null, note: '' },
  { outcome: 'not-inspected', reason: 'in-use', value: null, note: '' },
] as const;

/** A quarterly inspection of so many seats, made by the core in a data folder; every result is somewhere in it. */
export async function labOfSeats(data: string, seats: number): Promise<Checklist> {
  const opened = await openLocalApp({ secrets: createPlainSecretStore, dataDirectory: data, world: LAB_WORLD });
  if (!opened.ok) throw new Error(opened.problem.code);
  const app = opened.value;
  const inspections = await app.inspections();
  const begun = await Array.fromAsync(inspections.start('quarterly', '', new AbortController().signal));
  const last = begun.at(-1);
  if (last?.type !== 'finished') throw new Error(JSON.stringify(last));
  const { header, checklist } = last.session;
  for (let seat = 2; seat <= seats; seat += 1) await inspections.addSeat(header.id, String(seat).padStart(2, '0'));
  for (const [at, { id }] of itemsOf(checklist).entries()) {
    const answer = ANSWERS[at % (ANSWERS.length + 1)];
    if (answer !== undefined) await inspections.answerOpen(header.id, { item: id, subject: null }, answer);
  }
  await app.close();
  return checklist;
}

/** From the first screen to the items of the inspection. */
export async function openInspection(page: Page): Promise<void> {
  await page.getByRole('main').waitFor();
  await page.evaluate(() => void (location.hash = '#/inspections'));
  await page.getByRole('button', { name: /XJ-/ }).first().click();
  await page.locator('.item-card').waitFor();
}
