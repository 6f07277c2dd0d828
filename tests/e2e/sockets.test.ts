import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { worldDescriptionSchema } from '../../src/core/world/described/world-description.ts';
import zh from '../../src/shared/locales/zh-CN/screen.json' with { type: 'json' };
import texts from '../../src/shared/locales/zh-CN/sockets.json' with { type: 'json' };
import { keepPicture, launchBrowser, pictureOfFailure, runWebHost } from '../support/chromium/browser.ts';
import { violations } from '../support/chromium/screens.ts';
import { onLinuxLabPc } from '../support/pc/linux-lab-pc.ts';
import { MockedMachine, noKernelEvents } from '../support/pc/mocked-machine.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { describedWorld } from '../worlds/generator/world-folders.ts';

const FIRMWARE = {
  sys_vendor: 'Default string',
  product_name: 'System Product Name',
  board_vendor: 'ASUS',
  board_name: 'PRIME B660M-A',
};
const emptyCell = (row: number, column: number) =>
  texts.emptyCell.replace('{{row}}', String(row)).replace('{{column}}', String(column));

it('learns the sockets with a stick, and then crosses the wrong one and lights the right one', async ({
  skip,
  task,
}) => {
  const reason = noKernelEvents();
  skip(reason !== null, reason ?? '');
  await using machine = await MockedMachine.start();
  const browser = await launchBrowser({ inside: machine.inside });
  onTestFinished(() => browser.close());
  const world = describedWorld('index-usb2');
  const stick = { id: '0781:5581', release: '1.00', manufacturer: 'SanDisk', product: 'Ultra' };
  const { controllers } = world;
  const sticks = worldDescriptionSchema.parse({
    about: 'A stick in one socket and then in another',
    controllers,
    devices: { '1-2': { ...stick, speed: 'high' }, '2-4': { ...stick, speed: 'super', panel: 'front' } },
  });
  await machine.plug({ ...world, devices: {} }, []);
  const dmi = path.join(machine.env['UMOCKDEV_DIR']!, 'sys/class/dmi/id');
  mkdirSync(dmi, { recursive: true });
  for (const [name, text] of Object.entries(FIRMWARE)) writeFileSync(path.join(dmi, name), `${text}\n`);
  const env = { ...onLinuxLabPc(), ...machine.env };
  const host = await runWebHost(['--data', temporaryFolder()], env, undefined, machine.inside);
  onTestFinished(() => host.stop());
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  onTestFinished(() => (task.result?.state === 'fail' ? pictureOfFailure(page, task.name) : undefined));
  await page.goto(host.url);
  await page.locator('.rail-settings').click();
  await page.getByRole('navigation', { name: zh.nav.settings }).getByText(zh.settings.sockets).click();
  await page.getByText(texts.thisPc.replace('{{name}}', 'ASUS PRIME B660M-A')).waitFor();
  await page.getByText(texts.plug).waitFor();
  const cell = (row: number, column: number) => page.getByRole('button', { name: emptyCell(row, column) });
  expect(await cell(1, 1).isDisabled()).toBe(true);

  await machine.plug(sticks, ['1-2']);
  await page.getByText('看到了 Ultra').waitFor();
  await keepPicture(page, 'sockets-found');
  await cell(1, 1).click();
  await page.getByText(texts.next).waitFor();
  await machine.unplug(sticks, ['1-2']);
  await machine.plug(sticks, ['2-4']);
  await page.getByText('看到了 Ultra').waitFor();
  // The firmware is believed in nothing: its side is a hint, as long as nobody has chosen one.
  await page.getByText('不一定准').waitFor();
  await page.getByRole('button', { name: zh.ports.side.rear }).click();
  await cell(2, 2).click();
  await page.getByText(texts.count.replace('{{count}}', '2')).waitFor();
  expect(await violations(page)).toEqual([]);
  await keepPicture(page, 'sockets-learned');

  await page.getByRole('button', { name: texts.undo }).click();
  await page.getByText(texts.count.replace('{{count}}', '1')).waitFor();
  await machine.unplug(sticks, ['2-4']);
  // A hand takes longer than the time in which changes count as one.
  await page.waitForTimeout(2000);
  await machine.plug(sticks, ['2-4']);
  await cell(2, 1).click();
  await page.getByText(texts.count.replace('{{count}}', '2')).waitFor();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: texts.export }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('USB_ASUS-PRIME-B660M-A.vrlab-sockets.json');
  const file = await download.path();
  const exported = JSON.parse(readFileSync(file, 'utf8')) as { pc: object; sockets: object[] };
  expect(exported.pc).toEqual({ vendor: null, model: null, boardVendor: 'ASUS', board: 'PRIME B660M-A' });
  expect(exported.sockets).toMatchObject([
    { id: 's1', side: 'rear', row: 1, colour: 'black', usb: null },
    { id: 's2', side: 'rear', row: 2, colour: 'blue', usb: 'usb3' },
  ]);

  const foreign = { ...exported, pc: { ...exported.pc, board: 'PRIME H610M-K' } };
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: texts.import }).click();
  const chooser = await choosing;
  await chooser.setFiles({
    name: 'x.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(foreign)),
  });
  await page.getByRole('alert').getByText('ASUS PRIME H610M-K').waitFor();
  await page.getByText(texts.count.replace('{{count}}', '2')).waitFor();
  await keepPicture(page, 'sockets-refused');

  await machine.unplug(sticks, ['2-4']);
  await machine.plug(world, ['1-2', '1-2.3', '1-2.3.1', '1-2.3.2', '1-2.3.5']);
  await page.locator('.rail-check').click();
  await page.getByRole('button', { name: zh.check.start }).click();
  await page.locator('[data-socket="s1"][data-state="wrong"]').waitFor();
  await page.locator('[data-socket="s2"][data-state="target"]').waitFor();
  expect(await page.locator('path.cable').getAttribute('d')).toMatch(/^M\d+ \d+H\d+C/);
  await page.getByText('现在插在这里：电脑背面第 1 排第 1 个，黑色 USB 口').waitFor();
  expect(await page.locator('main').textContent()).not.toMatch(/\b[12]-[24]\b/);
  expect(await violations(page)).toEqual([]);
  await keepPicture(page, 'sockets-wrong-one');
});
