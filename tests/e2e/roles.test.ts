import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import en from '../../src/shared/locales/en/roles.json' with { type: 'json' };
import enRequests from '../../src/shared/locales/en/requests.json' with { type: 'json' };
import zh from '../../src/shared/locales/zh-CN/roles.json' with { type: 'json' };
import { keepPicture } from '../support/chromium/browser.ts';
import { misfits, useScreens, violations } from '../support/chromium/screens.ts';

const open = useScreens();
const ADMINISTRATOR = '482913';
const TEACHER = '770215';

it('an administrator sets PINs, a teacher does what a teacher may, and nobody else does', async () => {
  const screens = await open('index-usb2', { viewport: { width: 1024, height: 600 } });
  const { page, complaints } = screens;
  await page.locator('.role-chip').getByText(zh.chip.noPins).waitFor();
  await screens.switchLanguage();
  await screens.goTo('settings', 'permissions');
  await page.getByRole('radio', { name: en.page.pins }).check();
  const setPin = async (role: 'administrator' | 'teacher', pin: string) => {
    await page.getByRole('button', { name: `${en.role[role]} · ${en.page.new}` }).click();
    await page.getByRole('textbox', { name: `${en.role[role]} · ${en.page.typed}` }).fill(pin);
  };
  await setPin('administrator', '123456');
  await setPin('teacher', TEACHER);
  const save = page.getByRole('button', { name: en.page.save, exact: true });
  await save.click();
  // Too easy to guess: said in words, and nothing of it is set.
  await page.getByRole('alert').waitFor();
  await page.getByRole('textbox', { name: `${en.role.administrator} · ${en.page.typed}` }).fill(ADMINISTRATOR);
  expect([await violations(page), await misfits(page)]).toEqual([[], []]);
  await keepPicture(page, 'permissions-en');
  await save.click();
  await page.getByText(en.page.saved, { exact: true }).waitFor();
  expect(readFileSync(path.join(screens.data, 'demo', 'index-usb2', 'pins.json'), 'utf8')).not.toContain(TEACHER);

  const dialog = page.getByRole('dialog');
  const typePin = async (pin: string) => {
    for (const digit of pin)
      await dialog.getByRole('button', { name: en.signIn.digit.replace('{{digit}}', digit) }).click();
    await page.keyboard.press('Enter');
  };
  // What only the administrator may see a teacher's PIN does not open.
  await page.getByRole('button', { name: en.audit.load }).click();
  await dialog.waitFor();
  expect([await violations(page), await misfits(page)]).toEqual([[], []]);
  await keepPicture(page, 'sign-in-en');
  await typePin('000321');
  await dialog.getByText('Wrong PIN').waitFor();
  await typePin(TEACHER);
  await dialog.getByText(en.signIn.again).waitFor();
  await typePin(ADMINISTRATOR);
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('cell', { name: en.audit.what['signed-in'] }).first().waitFor();
  await page.getByText(en.audit.intact).waitFor();
  await page.getByRole('button', { name: new RegExp(`${en.chip.lock}$`) }).click();
  await page.getByRole('button', { name: en.chip.signIn, exact: true }).waitFor();
  expect(complaints).toEqual([]);
});

it('filing stays three touches; taking back takes a PIN, or the number of the request', async () => {
  const screens = await open('index-usb2', { viewport: { width: 1366, height: 768 } });
  const { page, complaints } = screens;
  await screens.switchLanguage();
  await screens.goTo('settings', 'permissions');
  await page.getByRole('radio', { name: en.page.pins }).check();
  await page.getByRole('button', { name: `${en.role.administrator} · ${en.page.new}` }).click();
  await page.getByRole('textbox', { name: `${en.role.administrator} · ${en.page.typed}` }).fill(ADMINISTRATOR);
  await page.getByRole('button', { name: en.page.save, exact: true }).click();
  await page.getByText(en.page.saved, { exact: true }).waitFor();

  await screens.goTo('check');
  await screens.check();
  const { texts } = screens.shown;
  await page
    .getByRole('button', { name: /^Report this/ })
    .first()
    .click();
  await page.getByRole('button', { name: texts.requests.form.save, exact: true }).click();
  const whole = /VR-\d{6}-[0-9A-Z]+/;
  const shown = await page.getByRole('main').getByText(whole).first().textContent();
  const [number] = whole.exec(shown ?? '')!;

  // Somebody else comes: the number is hidden, and taking back asks for it.
  await page.getByRole('button', { name: en.chip.signIn, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(en.signIn.pin).fill(ADMINISTRATOR);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: new RegExp(`${en.chip.lock}$`) }).click();
  await page.getByRole('button', { name: en.chip.signIn, exact: true }).waitFor();
  await page.reload();
  await page
    .getByText(/VR-\d{6}-•+/)
    .first()
    .waitFor();
  expect(await page.content()).not.toContain(number);
  // A picture of the request would hold the number as well.
  await page.getByText(texts.requests.paper.qr, { exact: true }).click();
  await dialog.waitFor();
  expect(await page.locator('.qr, [aria-label*="VR-"]').count()).toBe(0);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: texts.requests.action.withdrawn }).click();
  await dialog.waitFor();
  // Nothing looks as if it had been taken back meanwhile.
  expect(await page.getByText(enRequests.states.withdrawn).count()).toBe(0);
  await dialog.getByLabel(en.signIn.orNumber).fill('VR-000000-0000');
  await dialog.getByRole('button', { name: en.signIn.byNumber }).click();
  await dialog.getByText('Wrong number').waitFor();
  expect([await violations(page), await misfits(page)]).toEqual([[], []]);
  await keepPicture(page, 'sign-in-by-number-en');
  await dialog.getByLabel(en.signIn.orNumber).fill(number.toLowerCase());
  await dialog.getByRole('button', { name: en.signIn.byNumber }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText(enRequests.states.withdrawn).first().waitFor({ timeout: 20_000 });
  expect(complaints).toEqual([]);
});
