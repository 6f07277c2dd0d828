import { expect, it, onTestFinished } from 'vitest';
import zh from '../../src/shared/locales/zh-CN/screen.json' with { type: 'json' };
import { keepPicture, launchBrowser, runWebHost } from '../support/chromium/browser.ts';
import { onLinuxLabPc } from '../support/pc/linux-lab-pc.ts';
import { MockedMachine, noKernelEvents } from '../support/pc/mocked-machine.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { describedWorld } from '../worlds/generator/world-folders.ts';

it('follows plug and unplug on the screen without a click', async ({ skip }) => {
  const reason = noKernelEvents();
  skip(reason !== null, reason ?? '');
  await using machine = await MockedMachine.start();
  const browser = await launchBrowser({ inside: machine.inside });
  onTestFinished(() => browser.close());
  const world = describedWorld('index-complete');
  await machine.plug({ ...world, devices: {} }, []);
  const env = { ...onLinuxLabPc(), ...machine.env };
  const host = await runWebHost(['--data', temporaryFolder()], env, undefined, machine.inside);
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  onTestFinished(() => host.stop());
  await page.goto(host.url);
  await page.getByRole('button', { name: zh.check.start }).click();
  await page.locator('[data-verdict="not-ready"]').waitFor();

  const headset = ['1-2', '1-2.3', '1-2.3.1', '1-2.3.2', '1-2.3.5', '2-2', '2-2.1'];
  await machine.plug(world, headset);
  await page.getByText(zh.check.attached.slice(0, 3)).waitFor();
  await page.locator('[data-verdict="ready"]').waitFor();
  await page.getByRole('img').getByText('Valve Index').waitFor();
  await keepPicture(page, 'hot-plug-attached');

  await machine.unplug(world, ['2-2', '2-2.1']);
  await page.locator('[data-verdict="not-ready"]').waitFor();
  await page.getByRole('heading', { name: 'Valve Index 只连上了 USB 2' }).waitFor();
  await keepPicture(page, 'hot-plug-usb2');

  await machine.unplug(world, headset.slice(0, 5));
  await page.getByText(zh.devices.none).first().waitFor({ state: 'attached' });
  // What happened by itself is no record; the one check is.
  await page.getByRole('button', { name: zh.nav.records }).click();
  await page.getByRole('listitem').first().waitFor();
  expect(await page.getByRole('listitem').count()).toBe(1);
});
