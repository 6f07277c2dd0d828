/// <reference lib="dom" />
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import en from '../../src/shared/locales/en/privacy.json' with { type: 'json' };
import zh from '../../src/shared/locales/zh-CN/privacy.json' with { type: 'json' };
import { openDatabase } from '../../src/core/store/database.ts';
import { keepPicture } from '../support/chromium/browser.ts';
import { valueOf } from '../support/value-of.ts';
import { CHINESE, misfits, useScreens, violations } from '../support/chromium/screens.ts';

const WORLD = 'empty-pc';
const NAME = '张䶮留在草稿里';
const { texts: zhScreen } = CHINESE;
const open = useScreens();

/** A form that nobody filed, left lying for a year. */
async function leaveDraft(data: string): Promise<void> {
  const folder = path.join(data, 'demo', WORLD);
  mkdirSync(folder, { recursive: true });
  const database = valueOf(await openDatabase(path.join(folder, 'vrlab.sqlite')));
  database
    .prepare('INSERT INTO request_drafts (id, saved_at, draft) VALUES (?, ?, ?)')
    .run('01KAPZ0000000000000000DRFT', '2025-11-20T10:00:00.000+08:00', JSON.stringify({ contact: { name: NAME } }));
  database.close();
}

it('says what is kept how long, and erases what is due after it was shown', async () => {
  const screens = await open(WORLD, { prepare: leaveDraft });
  const { page, data, complaints } = screens;
  await screens.goTo('settings', 'privacy');
  await page.getByText(zh.noStudents).waitFor();
  await page.getByText('没有登记的报修草稿 1 份').waitFor();
  expect([await violations(page), await misfits(page)]).toEqual([[], []]);
  await keepPicture(page, 'privacy');
  await screens.goTo('settings', 'teacher');

  // What was typed is masked as soon as it is stored, and readable only after "show", until the page is left.
  await page.getByLabel(zhScreen.requests.form.contactName, { exact: true }).fill('王\u202E老师');
  await page.getByRole('button', { name: zhScreen.teacher.save }).click();
  await page.getByText('“姓名”里有看不见的字符（U+202E）').waitFor();
  await page.getByLabel(zhScreen.requests.form.contactName, { exact: true }).fill('王老师');
  await page.getByLabel(zhScreen.requests.form.contactPhone, { exact: true }).fill('13812345678');
  await page.getByRole('button', { name: zhScreen.teacher.save }).click();
  await page.getByText(zhScreen.teacher.saved).waitFor();
  const fields = () =>
    Promise.all(
      [zhScreen.requests.form.contactName, zhScreen.requests.form.contactPhone].map((label) =>
        page.getByLabel(label, { exact: true }).inputValue(),
      ),
    );
  expect(await fields()).toEqual(['王＊＊', '138＊＊＊＊5678']);
  await keepPicture(page, 'teacher-masked');
  await page.getByLabel(zhScreen.teacher.subject).fill('物理');
  await page.getByRole('button', { name: zhScreen.teacher.save }).click();
  await page.getByText(zhScreen.teacher.saved).waitFor();
  await page.getByRole('button', { name: zhScreen.personal.show }).click();
  await expect.poll(fields).toEqual(['王老师', '13812345678']);
  expect([await violations(page), await misfits(page)]).toEqual([[], []]);
  await screens.goTo('check');
  await screens.goTo('settings', 'teacher');
  await expect.poll(fields).toEqual(['王＊＊', '138＊＊＊＊5678']);
  await screens.goTo('settings', 'about');
  await page.getByText(zh.notices).click();
  await page.getByText('better-sqlite3').waitFor();
  expect(await violations(page)).toEqual([]);
  await keepPicture(page, 'notices');

  await screens.switchLanguage();
  await screens.goTo('settings', 'privacy');
  await page.getByRole('button', { name: en.erase }).click();
  await page.getByText(en.sure).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: en.eraseNow }).click();
  await page.getByRole('heading', { name: en.gone }).waitFor();
  await page.getByText(en.nothing).waitFor();
  expect(readFileSync(path.join(data, 'demo', WORLD, 'vrlab.sqlite')).includes(NAME)).toBe(false);
  expect(complaints).toEqual([]);

  // The page talks with its own host only, though that one listens on the same machine. Chromium complains about it.
  const blocked = await page.evaluate(async () => {
    const told = new Promise<string>((resolve) =>
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
        once: true,
      }),
    );
    const elsewhere = new WebSocket(`ws://127.0.0.1:${Number(location.port) - 1}/`);
    return await told.finally(() => elsewhere.close());
  });
  expect(blocked).toBe('connect-src');
});
