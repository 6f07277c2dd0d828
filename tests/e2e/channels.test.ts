import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import en from '../../src/shared/locales/en/channels.json' with { type: 'json' };
import zhRequests from '../../src/shared/locales/zh-CN/requests.json' with { type: 'json' };
import zh from '../../src/shared/locales/zh-CN/channels.json' with { type: 'json' };
import usualProblems from '../../src/shared/locales/zh-CN/problems.json' with { type: 'json' };
import taskProblems from '../../src/shared/locales/zh-CN/problems-of-tasks.json' with { type: 'json' };
import { ROBOT_TOKEN, startDingTalkRobot } from '../simulators/robots.ts';
import { keepPicture } from '../support/chromium/browser.ts';
import { misfits, useScreens, violations } from '../support/chromium/screens.ts';

const WORLD = 'index-usb2';
const problems = { ...usualProblems, ...taskProblems };
const open = useScreens();

it('a robot is added by its pasted address, tried until it works, and used by the running program at once', async () => {
  const robot = await startDingTalkRobot();
  onTestFinished(() => robot.close());
  const screens = await open(WORLD);
  const { page, complaints, data } = screens;
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await screens.goTo('settings', 'channels');
  await page.getByText(zh.none).waitFor();
  await keepPicture(page, 'channels-none');

  await button(zh.add).click();
  const address = page.getByLabel(zh.field.address);
  // Everything that is missing is marked at once.
  await button(zh.save).click();
  await expect.poll(() => page.getByText(problems.reason.missing).count()).toBe(2);
  expect(await address.evaluate((field) => field === document.activeElement)).toBe(true);
  await keepPicture(page, 'channels-missing');
  await address.fill('oapi.dingtalk.com/robot/send?access_token=x');
  expect(await address.inputValue()).toBe('https://oapi.dingtalk.com/robot/send?access_token=x');
  await address.fill('http://oapi.dingtalk.com/robot/send?access_token=x');
  await button(zh.test.send).click();
  await page.getByText(problems.reason['plain-http']).waitFor();
  expect(await address.evaluate((field) => field === document.activeElement)).toBe(true);
  // The address says itself which robot it is.
  expect(await page.getByLabel(zh.kind.dingtalk, { exact: true }).isChecked()).toBe(true);

  robot.trouble = 'silent';
  await address.fill(`${robot.endpoint}?access_token=${ROBOT_TOKEN}`);
  await button(zh.test.send).click();
  await page.getByText(zh.test.sending).waitFor();
  await button(zh.test.cancel).click();
  await page.getByText(zh.test.cancelled).waitFor();

  robot.trouble = 'captive-portal';
  await button(zh.test.send).click();
  await page.getByText(zh.test.failed).waitFor();
  await page.getByText(zhRequests.delivery.reason['captive-portal'].title).waitFor();
  await page.getByText(zh.reason['captive-portal']).waitFor();
  expect(await violations(page)).toEqual([]);
  expect(await misfits(page)).toEqual([]);
  await keepPicture(page, 'channels-failed');

  robot.trouble = null;
  await button(zh.test.send).click();
  await page.getByText(zh.test.arrived).waitFor();
  expect(robot.shown[0]).toMatch(/^VR-TEST/);
  await keepPicture(page, 'channels-arrived');

  await button(zh.save).click();
  await page.getByText(problems.reason.missing).waitFor();
  await page.getByLabel(zh.field.title).fill('二中报修群');
  await button(zh.save).click();
  await page.getByText(zh.saved.replace('{{title}}', '二中报修群')).waitFor();
  expect(await page.content()).not.toContain(ROBOT_TOKEN);
  const stored = path.join(data, 'demo', WORLD, 'channels.json');
  expect(readFileSync(stored, 'utf8')).not.toContain(ROBOT_TOKEN);
  expect(await violations(page)).toEqual([]);

  await screens.goTo('check');
  await screens.check();
  await page
    .getByRole('button', { name: /^报修：/ })
    .first()
    .click();
  await button(screens.shown.texts.requests.form.send).click();
  await expect.poll(() => robot.shown.length, { timeout: 20_000 }).toBe(2);
  expect(robot.shown[1]).toMatch(/^VR-\d{6}-/);

  await screens.goTo('settings', 'channels');
  await page.getByText(/^最近一次送达：\d{4}-\d{2}-\d{2}/).waitFor();
  await keepPicture(page, 'channels-list');

  // Its secret is not shown again, and stays.
  await page.getByRole('button', { name: zh.row.editNamed.replace('{{title}}', '二中报修群') }).click();
  expect(await address.inputValue()).toBe('');
  await keepPicture(page, 'channels-edit');
  await button(zh.test.send).click();
  await page.getByText(zh.test.arrived).waitFor();
  await button(zh.back).click();

  await screens.switchLanguage();
  const remove = page.getByRole('button', { name: en.row.removeNamed.replace('{{title}}', '二中报修群') });
  await remove.click();
  await page.getByText(en.none).waitFor();
  await button(screens.shown.texts.undo).click();
  await remove.click();
  await screens.goTo('check');
  await expect.poll(() => readFileSync(stored, 'utf8')).not.toContain('二中报修群');
  expect(complaints).toEqual([]);
}, 120_000);

it.each([
  [1366, 768],
  [1024, 600],
  [390, 844],
])('every kind of channel fits %i × %i in both languages and both schemes', async (width, height) => {
  const screens = await open('index-complete', { viewport: { width, height } });
  const { page } = screens;
  await screens.goTo('settings', 'channels');
  await screens.inBothLanguages(async ({ language }) => {
    const words = language === 'en' ? en : zh;
    await page.getByRole('button', { name: words.add, exact: true }).click();
    for (const kind of ['smtp', 'webhook', 'folder', 'dingtalk'] as const) {
      await page.getByLabel(words.kind[kind], { exact: true }).check({ force: true });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect([kind, await misfits(page)]).toEqual([kind, []]);
        expect([kind, await violations(page, {}, 'main')]).toEqual([kind, []]);
        if (kind === 'smtp') await keepPicture(page, `channels-mail-${width}-${language}-${colorScheme}`);
      }
    }
    await page.getByRole('button', { name: words.back, exact: true }).click();
    await page.getByRole('button', { name: screens.shown.texts.unsaved.discard }).click();
  });
  expect(screens.complaints).toEqual([]);
});
