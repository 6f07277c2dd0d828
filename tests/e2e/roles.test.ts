/// <reference lib="dom" />
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import en from '../../src/shared/locales/en/roles.json' with { type: 'json' };
import enProblems from '../../src/shared/locales/en/problems.json' with { type: 'json' };
import problems from '../../src/shared/locales/en/problems-of-tasks.json' with { type: 'json' };
import enChannels from '../../src/shared/locales/en/channels.json' with { type: 'json' };
import enSettings from '../../src/shared/locales/en/settings.json' with { type: 'json' };
import enRequests from '../../src/shared/locales/en/requests.json' with { type: 'json' };
import zh from '../../src/shared/locales/zh-CN/roles.json' with { type: 'json' };
import { CHANNELS_SCHEMA } from '../../src/shared/domain/channel.ts';
import { keepPicture } from '../support/chromium/browser.ts';
import { misfits, useScreens, violations } from '../support/chromium/screens.ts';

const open = useScreens();
const CHANNEL = { id: 'folder-1', kind: 'folder', title: 'Share', enabled: false, folder: '/srv/requests' } as const;
const ADMINISTRATOR = '482913';
const TEACHER = '770215';
/** What only the administrator may do asks for that PIN by name. */
const needed = (text: string): string => text.replace('{{whose}}', enProblems.whose.administrator);

it('an administrator sets PINs, a teacher does what a teacher may, and nobody else does', async () => {
  const screens = await open('index-usb2', { viewport: { width: 1024, height: 600 } });
  const { page, complaints } = screens;
  await page.locator('.role-chip').getByText(zh.chip.noPins).waitFor();
  await screens.switchLanguage();
  await screens.goTo('settings', 'permissions');
  await page.getByRole('radio', { name: en.page.pins }).check();
  const setPin = async (role: 'administrator' | 'teacher', pin: string) => {
    await page.getByRole('button', { name: `${en.role[role]} · ${en.page.new}` }).click();
    const field = page.getByRole('textbox', { name: `${en.role[role]} · ${en.page.typed}` });
    await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true);
    await field.fill(pin);
  };
  await setPin('administrator', '123456');
  await setPin('teacher', TEACHER);
  const save = page.getByRole('button', { name: en.page.save, exact: true });
  await save.click();
  // Too easy to guess: said at the field, where the focus is, and nothing of it is set.
  const refused = page.getByRole('textbox', { name: `${en.role.administrator} · ${en.page.typed}` });
  await page.getByText(problems['pin-too-simple'].title).waitFor();
  expect(await refused.getAttribute('aria-invalid')).toBe('true');
  await expect.poll(() => refused.evaluate((field) => field === document.activeElement)).toBe(true);
  await keepPicture(page, 'permissions-refused-en');
  await refused.fill(ADMINISTRATOR);
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
  await dialog.getByText(needed(en.signIn.why)).waitFor();
  expect([await violations(page), await misfits(page)]).toEqual([[], []]);
  await keepPicture(page, 'sign-in-en');
  await typePin('000321');
  await dialog.getByText('Wrong PIN').waitFor();
  await typePin(TEACHER);
  await dialog.getByText(needed(en.signIn.again)).waitFor();
  await typePin(ADMINISTRATOR);
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('cell', { name: en.audit.what['signed-in'] }).first().waitFor();
  await page.getByText(en.audit.intact).waitFor();
  const line = page.getByText(needed(enSettings.signIn.line));
  expect(await line.count()).toBe(0);
  await page.getByRole('button', { name: new RegExp(`${en.chip.lock}$`) }).click();
  await page.getByRole('banner').getByRole('button', { name: en.chip.signIn, exact: true }).waitFor();
  await line.waitFor();
  expect(await page.getByRole('radio', { name: en.page.none }).isDisabled()).toBe(true);
  await keepPicture(page, 'permissions-locked-en');
  expect(complaints).toEqual([]);
});

it('filing stays three touches; taking back takes a PIN, or the number of the request', async () => {
  const screens = await open('index-usb2', {
    viewport: { width: 1366, height: 768 },
    prepare(data) {
      const folder = path.join(data, 'demo', 'index-usb2');
      mkdirSync(folder, { recursive: true });
      writeFileSync(
        path.join(folder, 'channels.json'),
        JSON.stringify({ schema: CHANNELS_SCHEMA, channels: [CHANNEL], updates: null }),
      );
    },
  });
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

  await page.getByText(texts.undo, { exact: true }).waitFor({ state: 'detached' });

  // A channel does not look as if it had been removed before its PIN is there.
  await screens.goTo('settings', 'channels');
  const remove = page.getByRole('button', { name: enChannels.row.removeNamed.replace('{{title}}', CHANNEL.title) });
  await remove.click();
  await dialog.getByText(needed(en.signIn.why)).waitFor();
  expect(await page.getByText(texts.undo, { exact: true }).count()).toBe(0);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await remove.waitFor();
  expect(await page.getByText(texts.undo, { exact: true }).count()).toBe(0);
  await keepPicture(page, 'channels-refused-en');
  expect(complaints).toEqual([]);
});
