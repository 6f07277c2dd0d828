/// <reference lib="dom" />
import { expect, it } from 'vitest';
import enChecks from '../../src/shared/locales/en/checks.json' with { type: 'json' };
import enProblems from '../../src/shared/locales/en/problems-of-tasks.json' with { type: 'json' };
import enTerms from '../../src/shared/locales/en/terms.json' with { type: 'json' };
import zhChecks from '../../src/shared/locales/zh-CN/checks.json' with { type: 'json' };
import zhTerms from '../../src/shared/locales/zh-CN/terms.json' with { type: 'json' };
import { keepPicture } from '../support/chromium/browser.ts';
import { CHINESE, ENGLISH, misfits, useScreens, violations } from '../support/chromium/screens.ts';

const { texts: zh } = CHINESE;
const { texts: en } = ENGLISH;
const open = useScreens();

it('shows the code of a problem, and reads it again as it is typed, in both languages and on a narrow screen', async () => {
  const screens = await open('index-usb2');
  const { page, complaints } = screens;
  await screens.check();
  await page.getByText(zh.problems.engineer).first().click();
  const shown = page.getByText(/^(\w{4}-){4}\w{4}$/).first();
  const code = (await shown.textContent()) ?? '';
  await page.getByRole('img', { name: zh.faultCode.qr.replace('{{code}}', code) }).waitFor();
  await keepPicture(page, 'fault-code-card');

  await page.keyboard.press('Escape');
  await screens.goTo('records', 'fault-codes');
  const input = page.getByLabel(zh.faultCode.input);
  expect(await input.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.type(code.toLowerCase().slice(0, 9));
  await page.getByText(zh.faultCode.typed.replace('{{found}}', '8').replace('{{wanted}}', '20')).waitFor();
  await page.keyboard.type(code.slice(9));
  for (const said of [code, 'Valve Index', zhChecks.checks['headset-usb-speed'].name, zhTerms.faultCode.demo])
    await page.getByText(said, { exact: true }).waitFor();
  // Its record is on this PC, and with it the cause and what to do.
  await page.getByText(zh.faultCode.recorded).waitFor();
  expect([await violations(page), await misfits(page)]).toEqual([[], []]);
  await keepPicture(page, 'fault-code-read-zh-CN');

  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText(enChecks.checks['headset-usb-speed'].name, { exact: true }).waitFor();
  await page.getByText(enTerms.faultCode.sameStation).waitFor();
  await page.setViewportSize({ width: 320, height: 700 });
  await keepPicture(page, 'fault-code-read-en-320');
  expect(await misfits(page)).toEqual([]);
  // The last two symbols swapped; where they are the same, the last one replaced.
  const mistyped =
    code.slice(0, -2) +
    (code.at(-1) === code.at(-2) ? `${code.at(-2)}${code.at(-1) === '2' ? '3' : '2'}` : code.at(-1)! + code.at(-2)!);
  await page.getByLabel(en.faultCode.input).fill(mistyped);
  await page.getByText(enProblems['fault-code-mistyped'].title, { exact: true }).waitFor();
  await page.getByText(enProblems['fault-code-mistyped'].next).waitFor();
  expect(await page.getByText('Valve Index').count()).toBe(0);
  await keepPicture(page, 'fault-code-refused-en-320');
  await page.getByLabel(en.faultCode.input).fill('0');
  await page.getByText(enProblems['fault-code-character'].title.replace('{{character}}', '0')).waitFor();
  expect([await violations(page), await misfits(page)]).toEqual([[], []]);
  expect(complaints).toEqual([]);
});
