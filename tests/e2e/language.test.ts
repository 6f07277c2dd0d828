/// <reference lib="dom" />
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { expect, it } from 'vitest';
import enRequests from '../../src/shared/locales/en/requests.json' with { type: 'json' };
import zhRequests from '../../src/shared/locales/zh-CN/requests.json' with { type: 'json' };
import zhStart from '../../src/shared/locales/zh-CN/start.json' with { type: 'json' };
import { keepPicture } from '../support/chromium/browser.ts';
import { InspectionScreens, upToGap } from '../support/chromium/inspection-screens.ts';
import { hearEverything, heardOf, LanguageChunks } from '../support/chromium/language-chunks.ts';
import { CHINESE, ENGLISH, type Screens, useScreens } from '../support/chromium/screens.ts';

/** A seat with a headset that is connected the wrong way. */
const WORLD = 'index-usb2';
/** `nav.check`: what a text that is not there looks like. */
const KEY = /^[a-z][\w-]*(\.[\w-]+)+$/i;
const { texts: zh } = CHINESE;
const { texts: en } = ENGLISH;

const open = useScreens();

async function opened(options: Parameters<typeof open>[1] = {}): Promise<{ screens: Screens; chunks: LanguageChunks }> {
  const chunks = new LanguageChunks();
  const screens = await open(WORLD, {
    ...options,
    async onPage(page) {
      await hearEverything(page);
      await chunks.watch(page);
    },
  });
  return { screens, chunks };
}

const prefersEnglish = (data: string): void => {
  const folder = path.join(data, 'demo', WORLD);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'preferences.json'), JSON.stringify({ language: 'en' }));
};

const isFocused = (field: Locator): Promise<boolean> => field.evaluate((element) => element === document.activeElement);

it('comes up in its language alone, and loads the other one when it is asked for, with what has been opened', async () => {
  const { screens, chunks } = await opened({ prepare: prefersEnglish, speaks: ENGLISH });
  const { page } = screens;
  await page.getByRole('button', { name: en.check.start }).waitFor();
  const chinese = await heardOf(page, /\p{Script=Han}/u);
  // The seat's own name, the button to the other language, and the loader: which language it is is not known yet.
  const expected = new RegExp(`示范中学|^VR 教室 1$|^${en.language.switchTo}$|^${zhStart.screen.connecting}$`);
  expect(chinese.filter((text) => !expected.test(text))).toEqual([]);
  await screens.goTo('settings', 'privacy');
  await page.locator('#privacy-heading').waitFor();
  // What the first screen needs, and what comes after it by itself.
  const loaded = ['after-first-screen', 'roles', 'screens', 'settings-screen'];
  expect(chunks.asked.toSorted()).toEqual(loaded.map((name) => `${name}.en`));

  await screens.switchLanguage();
  expect(chunks.of('zh-CN').toSorted()).toEqual(loaded.map((name) => `${name}.zh-CN`));
  expect(await isFocused(page.getByRole('button', { name: zh.language.switchTo }))).toBe(true);
  expect(await page.title()).toBe(zhStart.screen.product);
  const inspection = new InspectionScreens(screens);
  await inspection.home();
  expect(chunks.asked.slice(8)).toEqual(['inspections.zh-CN']);
  await screens.switchLanguage();
  await page.getByRole('heading', { name: inspection.texts.home.heading, exact: true }).waitFor();
  expect(chunks.asked.slice(9)).toEqual(['inspections.en']);
  expect(await heardOf(page, KEY)).toEqual([]);
  expect(screens.complaints).toEqual([]);
});

it('keeps what is typed, and the place it is typed at, while the other language comes', async () => {
  const { screens, chunks } = await opened();
  const { page } = screens;
  const inspection = new InspectionScreens(screens);
  await inspection.home();
  await inspection.start('张䶮');
  const note = page.getByLabel(inspection.texts.item.note);
  await note.fill('空调');
  const letGo = chunks.hold();
  await page.getByRole('button', { name: zh.language.switchTo }).click();
  await note.focus();
  await page.keyboard.press('End');
  await page.keyboard.type('滴水');
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
  letGo();
  await page.locator('html[lang="en"]').waitFor();
  screens.shown = ENGLISH;
  await page.keyboard.type('，已关');
  const same = page.getByLabel(inspection.texts.item.note);
  expect(await same.inputValue()).toBe('空调滴水，已关');
  expect(await isFocused(same)).toBe(true);
  await inspection.button(new RegExp(`^${inspection.words.terms.outcome.abnormal}`)).click();
  await inspection.saved();
  expect.soft(await inspection.faults('language-en')).toEqual([]);

  await inspection.button(inspection.texts.session.leave).click();
  await screens.goTo('check');
  await screens.check();
  await page
    .getByRole('button', { name: upToGap(en.requests.reportNamed) })
    .first()
    .click();
  await page.getByRole('radio', { name: enRequests.terms.scope.lab }).check({ force: true });
  await page.getByLabel(en.requests.form.description, { exact: true }).fill('两位新');
  await screens.switchLanguage();
  const description = page.getByLabel(zh.requests.form.description, { exact: true });
  expect(await description.inputValue()).toBe('两位新');
  await description.press('End');
  await page.keyboard.type('老师');
  await page.getByText('两位新老师', { exact: true }).last().waitFor();
  await screens.switchLanguage();
  await screens.switchLanguage();
  // What is sent is in words of the language: what was shown before would be refused.
  await page.getByRole('article').getByText('Valve Index 只连上了 USB 2').first().waitFor();
  await keepPicture(page, 'language-request-zh-CN');
  await page.getByRole('button', { name: zh.requests.form.save }).click();
  await page.getByText(zhRequests.states.filed).first().waitFor();
  expect(await heardOf(page, KEY)).toEqual([]);
  expect(screens.complaints).toEqual([]);
});

it('says when the other language does not come, stays in this one, and takes it when it comes later', async () => {
  const { screens, chunks } = await opened();
  const { page } = screens;
  // What comes after the first screen by itself is there.
  await page.waitForLoadState('networkidle');
  chunks.refuse();
  await page.getByRole('button', { name: zh.language.switchTo }).click();
  await page.getByRole('alert').getByText(zhStart.problems['language-not-loaded'].title).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
  await page.getByRole('button', { name: zh.check.start }).waitFor();
  await keepPicture(page, 'language-not-loaded');
  // A reload does not come up in what could not be had.
  await page.reload();
  await page.getByRole('alert').getByText(zhStart.problems['texts-not-loaded'].title).waitFor();
  chunks.allow();
  await page.reload();
  await screens.switchLanguage();
  expect(await page.getByRole('alert').count()).toBe(0);

  await page.waitForLoadState('networkidle');
  chunks.refuse();
  await screens.goTo('inspections');
  await page.getByRole('alert').getByText(`"${en.nav.inspections}" did not load`).waitFor();
  await keepPicture(page, 'screen-not-loaded-en');
  chunks.allow();
  await screens.goTo('check');
  const inspection = new InspectionScreens(screens);
  await inspection.home();
  expect(await heardOf(page, KEY)).toEqual([]);
});
