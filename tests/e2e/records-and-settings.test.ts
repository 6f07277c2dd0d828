/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { stationSchema } from '../../src/shared/domain/station.ts';
import { keepPicture } from '../support/chromium/browser.ts';
import { misfits, useScreens, violations } from '../support/chromium/screens.ts';

const open = useScreens();

it('finds records by the words of their problems, compares two of them, and hands out a list', async () => {
  const screens = await open('index-usb2');
  const { page, complaints } = screens;
  await screens.check();
  await page.getByRole('button', { name: screens.shown.texts.check.again, exact: true }).click();
  await page.locator('[data-verdict]').waitFor();
  await screens.goTo('records');
  await screens.inBothLanguages(async ({ language, texts, terms }) => {
    const rows = page.locator('.run-row');
    await expect.poll(() => rows.count()).toBe(2);
    const search = page.getByRole('searchbox');
    await search.fill('USB 2');
    await expect.poll(() => rows.count()).toBe(2);
    await search.fill('Oculus');
    await page.getByText(texts.list.none).waitFor();
    await page.getByRole('button', { name: texts.list.clear }).click();
    await expect.poll(() => rows.count()).toBe(2);
    await page.getByRole('button', { name: terms.verdict.ready, exact: true }).click();
    await page.getByText(texts.list.none).waitFor();
    expect([await violations(page), await misfits(page)]).toEqual([[], []]);
    await page.getByRole('button', { name: texts.list.clear }).click();
    for (const at of [0, 1]) await rows.nth(at).getByRole('checkbox').check();
    await keepPicture(page, `records-chosen-${language}`);
    await page.getByRole('button', { name: texts.list.compare }).click();
    await page.getByRole('dialog').getByText(texts.compare.nothingChanged).waitFor();
    await page.getByRole('dialog').getByText(texts.compare.stayed).waitFor();
    expect(await violations(page)).toEqual([]);
    await keepPicture(page, `records-compared-${language}`);
    await page.keyboard.press('Escape');
    for (const at of [0, 1]) await rows.nth(at).getByRole('checkbox').uncheck();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: texts.list.csv }).click();
    const table = readFileSync(await (await downloading).path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(table).toHaveLength(3);
    expect(table[1]).toContain(terms.verdict['not-ready']);
  });
  expect(complaints).toEqual([]);
});

it('leads through the first set-up, and asks before changes are lost', async () => {
  const screens = await open('quest-2-adb');
  const { page, complaints } = screens;
  const { texts } = screens.shown;
  await screens.goTo('settings');
  await page.getByLabel(texts.station.school).fill('实验中学');
  await page.getByLabel(texts.station.lab).fill('VR 2');
  await page.getByRole('button', { name: '7', exact: true }).click();
  await keepPicture(page, 'guide-seat');
  expect([await violations(page), await misfits(page)]).toEqual([[], []]);
  await page.getByRole('button', { name: texts.station.seatTake.replace('{{proposed}}', '07') }).click();
  await page.getByRole('button', { name: texts.guide.next }).click();
  await page.getByText('Meta Quest 2', { exact: true }).waitFor();
  await keepPicture(page, 'guide-equipment');
  await page.getByRole('button', { name: texts.guide.save }).click();
  await page.getByRole('heading', { name: texts.guide.tryHeading }).waitFor();
  await page.getByText(texts.guide.noContact).waitFor();
  await page.getByRole('button', { name: texts.guide.to.channels }).waitFor();
  await keepPicture(page, 'guide-try');
  expect([await violations(page), await misfits(page)]).toEqual([[], []]);
  await page.getByRole('button', { name: texts.guide.toCheck }).click();
  await page.getByRole('button', { name: texts.check.start }).waitFor();

  const stored = () =>
    stationSchema.parse(JSON.parse(readFileSync(path.join(screens.data, 'demo/quest-2-adb/station.json'), 'utf8')));
  expect(stored()).toMatchObject({ seat: '07', expected: [{ model: 'quest-2' }] });

  const question = page.getByRole('dialog', { name: texts.unsaved.heading });
  await screens.goTo('settings');
  await page.getByLabel(texts.station.lab).fill('VR 3');
  // By a tab, by the rail, by the browser's Back: nothing is lost, and nothing is saved, until somebody says so.
  await screens.goTo('settings', 'privacy').catch(() => undefined);
  await page.getByRole('button', { name: texts.unsaved.stay }).click();
  await page.locator('.rail-check').click();
  await question.waitFor();
  expect(await violations(page)).toEqual([]);
  await keepPicture(page, 'unsaved');
  await page.keyboard.press('Escape');
  await page.goBack();
  await question.waitFor();
  expect(page.url()).toContain('#/settings');
  await page.getByRole('button', { name: texts.unsaved.stay }).click();
  expect(await page.getByLabel(texts.station.lab).inputValue()).toBe('VR 3');
  // What was typed stays when the language changes.
  await screens.switchLanguage();
  expect(await page.getByLabel(screens.shown.texts.station.lab).inputValue()).toBe('VR 3');
  await page.locator('.rail-check').click();
  await page.getByRole('button', { name: screens.shown.texts.unsaved.save }).click();
  await page.getByRole('button', { name: screens.shown.texts.check.start }).waitFor();
  expect(stored().lab).toBe('VR 3');

  await screens.goTo('settings', 'teacher');
  await page.getByLabel(screens.shown.texts.requests.form.contactPhone, { exact: true }).fill('abc');
  await page.getByRole('button', { name: screens.shown.texts.teacher.save }).click();
  await page.getByRole('alert').getByText(screens.shown.texts.teacher.badPhone).waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('contact-phone');
  await keepPicture(page, 'teacher-refused');
  await page.locator('.rail-check').click();
  await page.getByRole('button', { name: screens.shown.texts.unsaved.discard }).click();
  await page.getByRole('button', { name: screens.shown.texts.check.start }).waitFor();
  expect(complaints).toEqual([]);
});
