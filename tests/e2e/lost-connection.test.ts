import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import enStart from '../../src/shared/locales/en/start.json' with { type: 'json' };
import zhRequests from '../../src/shared/locales/zh-CN/requests.json' with { type: 'json' };
import zhStart from '../../src/shared/locales/zh-CN/start.json' with { type: 'json' };
import { worldFile } from '../worlds/generator/world-folders.ts';
import { keepPicture, runWebHost } from '../support/chromium/browser.ts';
import { CHINESE, useScreens, violations } from '../support/chromium/screens.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const { texts: zh } = CHINESE;
const open = useScreens();

/** Takes every socket of the page as the network would, while the host goes on. */
const CUT_SOCKETS = () => {
  const { sockets } = globalThis as unknown as { sockets: WebSocket[] };
  for (const socket of sockets) socket.close();
};
const WATCH_SOCKETS = () => {
  const sockets: WebSocket[] = [];
  const Real = WebSocket;
  class Watched extends Real {
    constructor(...args: ConstructorParameters<typeof Real>) {
      super(...args);
      sockets.push(this);
    }
  }
  Object.assign(globalThis, { sockets, WebSocket: Watched });
};

/** What is no fault of ours: Chromium writes down every connection that was refused. */
const ownComplaints = (complaints: readonly string[]) =>
  complaints.filter((text) => !/ERR_|WebSocket connection/.test(text));

it('a host that is gone: which program, why, a countdown, a retry button, and what was typed stays', async () => {
  const screens = await open('pico-4');
  const { page, host } = screens;
  await screens.goTo('settings');
  await page.getByLabel(zh.station.school).fill('示范小学');
  await host.stop();
  const lost = page.locator('.lost-connection');
  await lost.getByRole('alert').getByText(zhStart.problems['connection-lost'].title).waitFor();
  // It lies over the screens: nothing moves when it comes and goes.
  expect((await lost.boundingBox())?.height).toBeLessThanOrEqual(72);
  await lost.getByText(/\d+ 秒后自动重试/).waitFor();
  expect(await page.getByLabel(zh.station.school).inputValue()).toBe('示范小学');
  expect(await violations(page)).toEqual([]);
  await keepPicture(page, 'connection-lost-zh-CN');
  await lost.getByRole('button', { name: zhStart.screen.lost.retry }).click();
  await lost.getByText(/\d+ 秒后自动重试/).waitFor();
  expect(ownComplaints(screens.complaints)).toEqual([]);
});

it('a connection that was only cut comes back by itself, with its streams and what was asked meanwhile', async () => {
  const screens = await open('pico-4', { onPage: async (page) => void (await page.addInitScript(WATCH_SOCKETS)) });
  const { page } = screens;
  await screens.goTo('requests');
  await page.getByRole('button', { name: zhRequests.terms.kind.technical }).click();
  const description = page.getByLabel(zh.requests.form.whatIsWrong);
  await description.fill('左边');
  await page.evaluate(CUT_SOCKETS);
  await description.press('End');
  await page.keyboard.type('手柄没有反应');
  await page.getByRole('definition').filter({ hasText: '左边手柄没有反应' }).first().waitFor();
  expect(await page.locator('.lost-connection').count()).toBe(0);
  await screens.goTo('check');
  await screens.check();
  expect(await page.getByRole('alert').count()).toBe(0);
  expect(ownComplaints(screens.complaints)).toEqual([]);
});

it('a program started anew on the same port says that the address is a new one, and opens with it', async () => {
  const port = 40_000 + (process.pid % 20_000);
  const data = temporaryFolder();
  mkdirSync(path.join(data, 'demo/pico-4'), { recursive: true });
  writeFileSync(path.join(data, 'demo/pico-4/preferences.json'), '{ "language": "en" }');
  const screens = await open('pico-4');
  await screens.host.stop();
  const world = ['--world', worldFile('pico-4', '.'), '--port', String(port)];
  const once = await runWebHost([...world, '--data', data]);
  // A test that fails before must not leave it running.
  onTestFinished(() => once.stop());
  const { page } = screens;
  await page.goto(once.url);
  await page.locator('html[lang="en"]').waitFor();
  await once.stop();
  const lost = page.locator('.lost-connection');
  await lost.getByText(enStart.problems['connection-lost'].title).waitFor();
  await keepPicture(page, 'connection-lost-en');
  const again = await runWebHost([...world, '--data', data]);
  onTestFinished(() => again.stop());
  await lost.getByRole('button', { name: enStart.screen.lost.retry }).click();
  await lost.getByText(enStart.problems['address-outdated'].title).waitFor();
  expect(await violations(page)).toEqual([]);
  await keepPicture(page, 'address-outdated-en');
  // Pasted into the address bar, where only the fragment changes.
  await page.evaluate((url) => void (location.href = url), again.url);
  await page.getByRole('button', { name: 'Records' }).waitFor();
  await lost.waitFor({ state: 'detached' });
  // An old tab of yesterday, opened again.
  await page.evaluate(() => sessionStorage.setItem('token', 'of-yesterday'));
  await page.reload();
  await lost.getByText(zhStart.problems['address-outdated'].title).waitFor();
  await keepPicture(page, 'address-outdated-zh-CN');
});
