/// <reference lib="dom" />
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import en from '../../src/shared/locales/en/screen.json' with { type: 'json' };
import enTerms from '../../src/shared/locales/en/terms.json' with { type: 'json' };
import zhCauses from '../../src/shared/locales/zh-CN/causes.json' with { type: 'json' };
import zh from '../../src/shared/locales/zh-CN/screen.json' with { type: 'json' };
import zhTerms from '../../src/shared/locales/zh-CN/terms.json' with { type: 'json' };
import { keepPicture, launchBrowser, runWebHost } from '../support/browser.ts';
import { openScreens, violations } from '../support/screens.ts';
import { signedDraft } from '../support/signed-draft.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { vrlab } from '../support/vrlab.ts';
import { worldFile } from '../worlds/generator/world-folders.ts';

const LANGUAGES = [
  ['zh-CN', zh, zhTerms],
  ['en', en, enTerms],
] as const;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const open = (
  world: string,
  language: 'zh-CN' | 'en',
  prepare: (data: string) => void = () => undefined,
  viewport = { width: 1366, height: 768 },
) => openScreens(browser, { world, language, prepare, viewport });

const EXPECTED = [
  ['index-complete', 'ready'],
  ['index-external-hub', 'usable'],
  ['index-usb2', 'not-ready'],
  ['vive-link-box-only', 'not-ready'],
  ['lighthouse-alone', 'unknown'],
  ['vive-two-on-one-hub', 'usable'],
] as const;

describe.each(LANGUAGES)('in %s', (language, texts, terms) => {
  it.each(EXPECTED)(
    'a check of %s says %s in colour, word and icon, with problems and steps',
    async (world, verdict) => {
      const { page, complaints } = await open(world, language);
      await keepPicture(page, `start-${language}`);
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: texts.check.start }).click();
      const panel = page.locator(`[data-verdict="${verdict}"]`);
      await panel.waitFor();
      await page.getByRole('heading', { name: terms.verdict[verdict] }).waitFor();
      expect(await panel.locator('svg').count()).toBeGreaterThan(0);
      if (verdict === 'ready') await page.getByText(texts.problems.none).waitFor();
      else await page.getByText(texts.problems.now).first().waitFor();
      await page.getByRole('img', { name: texts.topology.label.slice(0, 3) }).waitFor();
      for (const details of await page.locator('summary').all()) await details.click();
      expect(await violations(page)).toEqual([]);
      await keepPicture(page, `check-${world}-${language}`);
      expect(complaints).toEqual([]);
    },
  );

  it('keeps records that open again with their findings', async () => {
    const { page, complaints } = await open('index-usb2', language);
    await page.getByRole('button', { name: texts.check.start }).click();
    await page.locator('[data-verdict]').waitFor();
    await page.getByRole('button', { name: texts.nav.history }).click();
    const record = page.getByRole('listitem').first();
    await record.getByText(terms.verdict['not-ready']).waitFor();
    await record.getByText('Valve Index').waitFor();
    expect(await violations(page)).toEqual([]);
    await keepPicture(page, `records-${language}`);
    await record.getByRole('button').click();
    await page.getByText(texts.problems.now).first().waitFor();
    await page.getByRole('button', { name: texts.history.back }).click();
    await page.getByRole('heading', { name: texts.history.heading }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('shows versions against the matrix, found, required and since when', async () => {
    const { page, complaints } = await open('win-steamvr-old', language);
    await page.getByRole('button', { name: texts.nav.versions }).click();
    await page.getByText(texts.versions.notChecked).waitFor();
    await page.getByRole('button', { name: texts.nav.check, exact: true }).click();
    await page.getByRole('button', { name: texts.check.start }).click();
    await page.locator('[data-verdict]').waitFor();
    await keepPicture(page, `check-win-steamvr-old-${language}`);
    await page.getByRole('button', { name: texts.nav.versions }).click();
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'SteamVR' }) });
    for (const said of ['2.1.10', '>=2.5', terms.outcome.warn]) await row.getByText(said, { exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
    await keepPicture(page, `versions-${language}`);
    expect(complaints).toEqual([]);
  });

  it('learns the station from what is connected, keeps it, and judges by it', async () => {
    const { page } = await open('quest-2-adb', language);
    await page.getByRole('button', { name: texts.nav.station }).click();
    await page.getByRole('button', { name: texts.station.save }).click();
    await page.getByText(texts.station.required.replace('{{field}}', texts.station.school)).waitFor();
    await page.getByLabel(texts.station.school).fill('实验中学');
    await page.getByLabel(texts.station.lab).fill('VR 2');
    await page.getByLabel(texts.station.seat).fill('17');
    await page.getByRole('button', { name: texts.station.learn }).click();
    await page.getByText('Meta Quest 2', { exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
    await keepPicture(page, `station-${language}`);
    await page.getByRole('button', { name: texts.station.save }).click();
    await page.getByText(texts.station.saved).waitFor();
    await page.getByText('实验中学').first().waitFor();
    await page.reload();
    await page.getByText('实验中学').first().waitFor();
  });
});

it('says causes in words published later, of records kept before as well, and as plain text', async () => {
  const { page, complaints, host, data } = await open('index-usb2', 'zh-CN');
  await page.getByRole('button', { name: zh.check.start }).click();
  await page.getByText(zhCauses['usb2-link'].teacher[0]!).waitFor();
  await host.stop();
  const causes = {
    'usb2-link': { 'zh-CN': { teacher: ['<b>{{device}}</b> 换到标红的口。'] }, en: { text: 'Not the red port.' } },
  };
  const guided = signedDraft({ 'guide.json': () => JSON.stringify({ schema: 'vrlab.guide/1', causes }) });
  const env = { XDG_STATE_HOME: temporaryFolder() };
  expect(await vrlab(['publication', 'install', guided, '--data', data], { env })).toMatchObject({ code: 0 });

  const restarted = await runWebHost(['--world', worldFile('index-usb2', '.'), '--data', data]);
  onTestFinished(() => restarted.stop());
  complaints.length = 0;
  await page.goto(restarted.url);
  await page.getByRole('button', { name: zh.nav.history }).click();
  await page.getByRole('listitem').first().getByRole('button').click();
  await page.getByText('<b>Valve Index</b> 换到标红的口。', { exact: true }).waitFor();
  expect(await page.getByText(zhCauses['usb2-link'].teacher[0]!).count()).toBe(0);
  await page.getByText(zhCauses['usb2-link'].text).waitFor();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText('Not the red port.').waitFor();
  await page.getByRole('button', { name: en.nav.check, exact: true }).click();
  await page.getByRole('button', { name: en.check.start }).click();
  await page.locator('[data-verdict="not-ready"]').waitFor();
  await page.getByText('Not the red port.').waitFor();
  expect(complaints).toEqual([]);
});

describe('for every hand and eye', () => {
  it('works by keyboard alone: check, problems, records', async () => {
    const { page } = await open('index-usb2', 'zh-CN');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(zh.skip);
    const focusOn = async (name: string) => {
      for (let tab = 0; tab < 30; tab += 1) {
        if ((await page.evaluate(() => document.activeElement?.textContent)) === name) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`${name} cannot be reached by Tab`);
    };
    await focusOn(zh.check.start);
    await page.keyboard.press('Enter');
    await page.locator('[data-verdict]').waitFor();
    // The answer takes the focus, so that a screen reader reads it.
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(zhTerms.verdict['not-ready']);
    await focusOn(zh.check.again);
    await page.keyboard.press('Space');
    await page.locator('[data-verdict]').waitFor();
  });

  it.each(['check', 'history', 'station'] as const)('%s has targets of 44 px and more', async (screen) => {
    const { page } = await open('index-usb2', 'zh-CN');
    await page.getByRole('button', { name: zh.check.start }).click();
    await page.locator('[data-verdict]').waitFor();
    await page.getByRole('button', { name: zh.nav[screen], exact: true }).click();
    await page.waitForTimeout(300);
    const small = await page.evaluate(() =>
      [
        ...document.querySelectorAll(
          'button, a[href]:not(.skip-link), summary, input:not([type="radio"]), select, [role="button"]',
        ),
      ]
        .map((element) => ({
          box: element.getBoundingClientRect(),
          name: element.textContent ?? '',
          hidden: element.closest('[aria-hidden="true"]') !== null,
        }))
        .filter(({ box, hidden }) => box.width > 0 && !hidden && (box.height < 44 || box.width < 44))
        .map(({ box, name }) => `${name} ${box.width}x${box.height}`),
    );
    expect(small).toEqual([]);
  });

  it('loses nothing at 200 % text on a small screen', async () => {
    const { page } = await open('vive-link-box-only', 'zh-CN', undefined, { width: 1024, height: 768 });
    await page.getByRole('button', { name: zh.check.start }).click();
    await page.locator('[data-verdict]').waitFor();
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    await keepPicture(page, 'check-200-percent');
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });

  it('says when the database cannot be used, checks all the same and says where the result is', async () => {
    const { page, data } = await open('quest-2-adb', 'zh-CN', (folder) => {
      const demo = path.join(folder, 'demo', 'quest-2-adb');
      mkdirSync(demo, { recursive: true });
      writeFileSync(path.join(demo, 'vrlab.sqlite'), 'no database'.repeat(1000));
    });
    await page.getByRole('alert').getByText('已损坏').waitFor();
    await page.getByRole('button', { name: zh.check.start }).click();
    await page.locator('[data-verdict="ready"]').waitFor();
    await page.getByText('本次结果已存为单独的文件').waitFor();
    expect(readdirSync(path.join(data, 'demo', 'quest-2-adb', 'runs-beside-database'))).toHaveLength(1);
    expect(await violations(page)).toEqual([]);
    await keepPicture(page, 'database-damaged');
    await page.getByRole('button', { name: zh.nav.history }).click();
    await page.getByRole('alert').first().waitFor();
  });

  it('takes the warning away when the trouble is gone', async () => {
    const { page, data } = await open('quest-2-adb', 'zh-CN', (folder) => {
      const demo = path.join(folder, 'demo', 'quest-2-adb');
      mkdirSync(demo, { recursive: true });
      writeFileSync(path.join(demo, 'vrlab.sqlite'), 'no database'.repeat(1000));
    });
    await page.getByRole('alert').waitFor();
    rmSync(path.join(data, 'demo', 'quest-2-adb', 'vrlab.sqlite'));
    await page.getByRole('alert').waitFor({ state: 'detached', timeout: 10_000 });
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('says that the service is gone instead of staying silent', async () => {
    const { page, host } = await open('pico-4', 'zh-CN');
    await host.stop();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('与本机检测服务的连接断开了');
  });
});
