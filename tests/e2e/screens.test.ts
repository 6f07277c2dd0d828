/// <reference lib="dom" />
import { describe, expect, it } from 'vitest';
import { keepPicture } from '../support/chromium/browser.ts';
import { useScreens, violations } from '../support/chromium/screens.ts';

const open = useScreens();

const EXPECTED = [
  ['index-complete', 'ready'],
  ['index-external-hub', 'usable'],
  ['vive-link-box-only', 'not-ready'],
  ['lighthouse-alone', 'unknown'],
] as const;

describe('in both languages', () => {
  it('the first screen is for everybody', async () => {
    const screens = await open('index-complete');
    await screens.inBothLanguages(async ({ language }) => {
      await keepPicture(screens.page, `start-${language}`);
      expect(await violations(screens.page)).toEqual([]);
    });
    expect(screens.complaints).toEqual([]);
  });

  it.each(EXPECTED)(
    'a check of %s says %s in colour, word and icon, with problems and steps',
    async (world, verdict) => {
      const screens = await open(world, { mocked: true });
      const { page } = screens;
      await screens.check();
      await screens.inBothLanguages(async ({ language, texts, terms }) => {
        const panel = page.locator(`[data-verdict="${verdict}"]`);
        await panel.waitFor();
        await page.getByRole('heading', { name: terms.verdict[verdict] }).waitFor();
        expect(await panel.locator('svg').count()).toBeGreaterThan(0);
        if (verdict === 'ready') await page.getByText(texts.passed.checked, { exact: true }).waitFor();
        else await page.getByRole('list', { name: texts.problems.now }).waitFor();
        await page.getByRole('img', { name: texts.ports.label.slice(0, 3) }).waitFor();
        const closed = page.locator('details:not([open]) > summary');
        while ((await closed.count()) > 0) await closed.first().click();
        expect(await violations(page)).toEqual([]);
        await keepPicture(page, `check-${world}-${language}`);
      });
      expect(screens.complaints).toEqual([]);
    },
  );

  it('keeps records that open again with their findings', async () => {
    const screens = await open('index-usb2');
    const { page } = screens;
    await screens.check();
    await screens.inBothLanguages(async ({ language, texts, terms }) => {
      await screens.goTo('records');
      const record = page.locator('.run-row').first();
      await record.getByText(terms.verdict['not-ready']).waitFor();
      await record.getByText('Valve Index').waitFor();
      expect(await violations(page)).toEqual([]);
      await keepPicture(page, `records-${language}`);
      await record.getByRole('button').click();
      await page.getByRole('list', { name: texts.problems.now }).waitFor();
      await page.getByRole('button', { name: texts.history.back }).click();
      await page.getByRole('heading', { name: texts.history.heading }).waitFor();
    });
    expect(screens.complaints).toEqual([]);
  });

  it('shows versions against the matrix, found, required and since when', async () => {
    const screens = await open('win-steamvr-old');
    const { page } = screens;
    await screens.goTo('records', 'versions');
    await screens.inBothLanguages(({ texts }) => page.getByText(texts.versions.notChecked).waitFor());
    await screens.goTo('check');
    await screens.check();
    await screens.inBothLanguages(async ({ language, terms }) => {
      await screens.goTo('check');
      await keepPicture(page, `check-win-steamvr-old-${language}`);
      await screens.goTo('records', 'versions');
      const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'SteamVR' }) });
      for (const said of ['2.1.10', terms.range.from.replace('{{version}}', '2.5'), terms.outcome.warn])
        await row.getByText(said, { exact: true }).waitFor();
      expect(await violations(page)).toEqual([]);
      await keepPicture(page, `versions-${language}`);
    });
    expect(screens.complaints).toEqual([]);
  });

  it('learns the station from what is connected, keeps it, and judges by it', async () => {
    const screens = await open('quest-2-adb');
    const { page } = screens;
    await screens.goTo('settings');
    await page.getByRole('button', { name: screens.shown.texts.guide.form }).click();
    await page.getByRole('button', { name: screens.shown.texts.station.save, exact: true }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('station-school');
    await screens.inBothLanguages(({ texts: { station } }) =>
      page.getByRole('alert').getByText(station.required.replace('{{field}}', station.school)).waitFor(),
    );
    await screens.inBothLanguages(async ({ language, texts: { station } }) => {
      await page.getByRole('textbox', { name: station.school, exact: true }).fill(`实验中学 ${language}`);
      await page.getByLabel(station.lab).fill('VR 2');
      await page.getByLabel(station.seat).fill('17');
      await page.getByRole('button', { name: station.learn }).click();
      await page.getByText('Meta Quest 2', { exact: true }).waitFor();
      expect(await violations(page)).toEqual([]);
      await keepPicture(page, `station-${language}`);
      await page.getByRole('button', { name: station.save, exact: true }).click();
      await page.getByText(station.saved).waitFor();
      await page.getByRole('banner').getByText(`实验中学 ${language}`).waitFor();
    });
    await page.reload();
    await page.getByRole('banner').getByText('实验中学').waitFor();
  });
});
