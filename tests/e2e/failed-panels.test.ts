import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { createIncidentLog } from '../../src/core/incidents/incident-log.ts';
import enStart from '../../src/shared/locales/en/start.json' with { type: 'json' };
import zhProblems from '../../src/shared/locales/zh-CN/problems.json' with { type: 'json' };
import zhRoles from '../../src/shared/locales/zh-CN/roles.json' with { type: 'json' };
import zhStart from '../../src/shared/locales/zh-CN/start.json' with { type: 'json' };
import { keepPicture } from '../support/chromium/browser.ts';
import { CHINESE, misfits, useScreens, violations } from '../support/chromium/screens.ts';

const { texts: zh } = CHINESE;
const open = useScreens();

/** Puts code of its own in place of a chunk of the program, as a damaged file or a defect of a release would. */
async function replaceChunk(page: Page, name: string, code: string): Promise<() => Promise<void>> {
  const pattern = new RegExp(`/${name}-[\\w-]+\\.js$`);
  await page.route(pattern, async (route) => {
    const original = await (await route.fetch()).text();
    await route.fulfill({ contentType: 'text/javascript', body: code + exportsOf(original) });
  });
  return () => page.unroute(pattern);
}

/** Other chunks may take something from this one: everything it exports is the screen of the code in its place. */
function exportsOf(original: string): string {
  const [, list = ''] = /export\s*\{([^}]*)\};?\s*$/.exec(original.trim()) ?? [];
  const names = list.split(',').map((entry) =>
    entry
      .trim()
      .split(/\s+as\s+/)
      .at(-1)!,
  );
  return `Screen.default = Screen; export { ${names.map((name) => `Screen as ${name}`).join(', ')} };`;
}

const failuresIn = (data: string) => createIncidentLog(data).read();

describe('a screen that throws', () => {
  it('says which one, the rest goes on, the log has it, and a reload brings it back where it was', async () => {
    const screens = await open('index-complete', {
      onPage: async (page) =>
        void (await replaceChunk(
          page,
          'SettingsScreen',
          "function Screen() { throw new TypeError('no seat at /home/zhangwei'); }",
        )),
    });
    const { page, data } = screens;
    await screens.goTo('settings');
    const alert = page.getByRole('main').getByRole('alert');
    await screens.inBothLanguages(async ({ language, texts }) => {
      await alert.getByText(texts.failed.heading.replace('{{title}}', texts.nav.settings)).waitFor();
      expect(await violations(page)).toEqual([]);
      expect(await misfits(page)).toEqual([]);
      await keepPicture(page, `panel-failed-${language}`);
    });
    await screens.switchLanguage();
    // Once more it fails once more, and says so.
    await alert.getByRole('button', { name: zh.failed.retry }).click();
    await alert.waitFor();
    await alert.getByRole('button', { name: zh.failed.toCheck }).click();
    await screens.check();
    expect(failuresIn(data)).toMatchObject([
      { kind: 'screen-error', where: 'panel / settings / settings', message: 'TypeError: no seat at /home/…' },
    ]);
    await screens.goTo('settings');
    await alert.waitFor();
    await page.unrouteAll();
    await page.getByRole('button', { name: zh.failed.reload }).click();
    await page.getByRole('heading', { name: zh.station.heading }).waitFor();
    expect(new URL(page.url()).hash).toBe('#/settings');
  });
});

describe('a screen that does not load', () => {
  it('is asked for again at a touch', async () => {
    const screens = await open('pico-4', {
      onPage: async (page) => void (await page.route(/\/RequestsScreen-[\w-]+\.js$/, (route) => route.abort())),
    });
    const { page, data } = screens;
    await screens.goTo('requests');
    const alert = page.getByRole('main').getByRole('alert');
    await alert.getByText(zh.failed.notLoaded.replace('{{title}}', zh.nav.requests)).waitFor();
    await keepPicture(page, 'screen-not-loaded');
    await page.unrouteAll();
    await alert.getByRole('button', { name: zh.failed.retry }).click();
    await page.getByRole('heading', { name: zh.requests.list.heading }).waitFor();
    expect(failuresIn(data)).toMatchObject([{ where: 'loading / requests / requests' }]);
  });
});

describe('what is small beside the screens and does not load', () => {
  it('is missing, and nothing else is', async () => {
    const screens = await open('pico-4', {
      onPage: async (page) =>
        void (await page.route(/\/(SavedFileToast|RoleChip)-[\w-]+\.js$/, (route) => route.abort())),
    });
    await screens.check();
    await expect.poll(() => failuresIn(screens.data).length).toBe(2);
    expect(
      failuresIn(screens.data)
        .map(({ where }) => where)
        .toSorted(),
    ).toEqual(['loading / check / roles', 'loading / check / saved-file']);
    expect(await screens.page.getByRole('alert').count()).toBe(0);
  });

  it('a question for a PIN that cannot be shown is answered for the person: nobody signed in', async () => {
    const screens = await open('pico-4', {
      onPage: async (page) => void (await page.route(/\/SignInDialog-[\w-]+\.js$/, (route) => route.abort())),
    });
    const { page } = screens;
    await screens.goTo('settings', 'permissions');
    // On a slow machine the page takes up what the host says once more.
    const byPin = page.getByRole('radio', { name: zhRoles.page.pins });
    await expect.poll(async () => (await byPin.click(), await byPin.isChecked())).toBe(true);
    await page.getByRole('button', { name: `${zhRoles.role.administrator} · ${zhRoles.page.new}` }).click();
    await page.getByRole('textbox', { name: `${zhRoles.role.administrator} · ${zhRoles.page.typed}` }).fill('482913');
    await page.getByRole('button', { name: zhRoles.page.save, exact: true }).click();
    await page.getByText(zhRoles.page.saved, { exact: true }).waitFor();
    await page.getByRole('button', { name: zhRoles.audit.load }).click();
    await page.getByRole('alert').getByText(zhProblems['sign-in-needed'].title).waitFor();
    await page.unrouteAll();
    await page.getByRole('button', { name: zhRoles.audit.load }).click();
    await page.getByRole('dialog').waitFor();
    await expect.poll(() => page.getByRole('dialog').getByText(zhRoles.signIn.heading).count()).toBe(1);
  });
});

describe('what fails in an event or a promise', () => {
  it('is said above the screen and kept in the log, and what was typed stays', async () => {
    const screens = await open('pico-4');
    const { page, data } = screens;
    await screens.goTo('settings');
    await page.getByLabel(zh.station.school).fill('示范小学');
    await page.evaluate(() => void Promise.reject(new Error('cannot read 王老师')));
    await page.evaluate(
      () =>
        void setTimeout(() => {
          throw new RangeError('later');
        }),
    );
    const alert = page.getByRole('alert').filter({ hasText: zh.failed.action });
    await screens.inBothLanguages(async ({ language }) => {
      await page.getByRole('alert').first().waitFor();
      expect(await violations(page)).toEqual([]);
      await keepPicture(page, `action-failed-${language}`);
    });
    await screens.switchLanguage();
    await alert.getByRole('button', { name: zh.failed.dismiss }).click();
    await alert.waitFor({ state: 'detached' });
    expect(await page.getByLabel(zh.station.school).inputValue()).toBe('示范小学');
    const messages = failuresIn(data).map(({ message }) => message);
    expect(messages.toSorted()).toEqual(['Error: cannot read …', 'RangeError: later']);
  });
});

it('when the frame of the screens itself throws, a plain page in both languages offers to reload', async () => {
  let damaged = false;
  const screens = await open('pico-4', {
    // What the host says of itself, in a shape this program does not know.
    onPage: (page) =>
      page.routeWebSocket(/\/api$/, (socket) => {
        const server = socket.connectToServer();
        server.onMessage((message) =>
          socket.send(damaged ? String(message).replace('"problems":', '"troubles":') : message),
        );
      }),
  });
  const { page, data } = screens;
  damaged = true;
  // The screens may ask by themselves before anybody touches them.
  await page.evaluate((name) => {
    for (const button of document.querySelectorAll('button')) if (button.textContent === name) button.click();
  }, zh.language.switchTo);
  await page.getByRole('heading', { name: zhStart.screen.broken.heading }).waitFor();
  await page.getByRole('heading', { name: enStart.screen.broken.heading }).waitFor();
  expect(await violations(page)).toEqual([]);
  await keepPicture(page, 'page-broken');
  await expect.poll(() => failuresIn(data).map(({ where }) => where)).toEqual(['panel / check / page']);
  damaged = false;
  await page.getByRole('button', { name: zhStart.screen.broken.reload }).click();
  await page.getByRole('navigation').waitFor();
});

it('the address says which screen is open: back, forward and a reload follow it', async () => {
  const screens = await open('pico-4');
  const { page } = screens;
  const hash = () => new URL(page.url()).hash;
  expect(hash()).toBe('');
  await screens.goTo('records');
  await screens.goTo('records', 'versions');
  expect(hash()).toBe('#/records/versions');
  await page.goBack();
  await page.getByRole('heading', { name: zh.history.heading }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: zh.history.heading }).waitFor();
  await page.goForward();
  await page.getByRole('heading', { name: zh.versions.heading }).waitFor();
  // To the main content, by keyboard: no other screen.
  await page.locator('.skip-link').focus();
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  expect(hash()).toBe('#/records/versions');
  expect(screens.complaints).toEqual([]);
});
