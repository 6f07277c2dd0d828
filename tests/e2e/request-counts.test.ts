import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createDatabaseSession } from '../../src/core/store/database-session.ts';
import { createRequestStore } from '../../src/core/store/request-store.ts';
import zh from '../../src/shared/locales/zh-CN/screen.json' with { type: 'json' };
import { keepPicture } from '../support/chromium/browser.ts';
import { useScreens } from '../support/chromium/screens.ts';
import { addition, filing } from '../support/request/filing.ts';
import { valueOf } from '../support/value-of.ts';

const WORLD = 'index-usb2';
const WITHDRAWN = 60;

const open = useScreens();

/** One open request, and more withdrawn ones after it than a page of the list holds. */
async function fileMany(data: string): Promise<void> {
  const folder = path.join(data, 'demo', WORLD);
  mkdirSync(folder, { recursive: true });
  const session = createDatabaseSession(folder);
  const store = createRequestStore(folder, session);
  valueOf(await store.file(filing(1, [], { promisesFrom: 'receipt', title: '头显黑屏' })));
  for (let one = 2; one <= WITHDRAWN + 1; one += 1) {
    valueOf(await store.file(filing(one, [])));
    valueOf(await store.addEvent(addition(one, 'withdrawn')));
  }
  session.close();
}

it('shows an open request at home, on the rail and in its list, however many newer ones were withdrawn', async () => {
  const screens = await open(WORLD, { prepare: fileMany });
  const { page, complaints } = screens;
  await page.getByText('头显黑屏').waitFor();
  await page.getByText(zh.badge.undelivered.replace('{{count}}', '1')).waitFor({ state: 'attached' });
  await keepPicture(page, 'request-counts-home');

  await screens.goTo('requests');
  await page.getByRole('button', { name: `${zh.requests.list.open} 1`, exact: true }).waitFor();
  await page.getByRole('button', { name: /头显黑屏/ }).waitFor();
  await page.getByRole('button', { name: `${zh.requests.list.done} ${WITHDRAWN}`, exact: true }).click();
  const rows = page.locator('.request-row');
  await expect.poll(() => rows.count()).toBe(50);
  await page.getByRole('button', { name: zh.history.more }).click();
  await expect.poll(() => rows.count()).toBe(WITHDRAWN);
  await keepPicture(page, 'request-counts-done');
  expect(complaints).toEqual([]);
});
