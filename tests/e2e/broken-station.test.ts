import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import zhChecks from '../../src/shared/locales/zh-CN/checks.json' with { type: 'json' };
import { keepPicture, launchBrowser, runWebHost } from '../support/chromium/browser.ts';
import { CHINESE } from '../support/chromium/screens.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { worldFile } from '../worlds/generator/world-folders.ts';

const { texts: zh } = CHINESE;

it('a station file that is damaged is told, never judged as ready, and replaced by saving', async () => {
  const data = temporaryFolder();
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const host = await runWebHost(['--world', worldFile('index-complete', '.'), '--data', data]);
  onTestFinished(() => host.stop());
  const folder = path.join(data, 'demo', 'index-complete');
  const damaged = '{ "schema": "vrlab.station/1", "school": ';
  writeFileSync(path.join(folder, 'station.json'), damaged);

  const page = await browser.newPage();
  await page.goto(host.url);
  await page.getByRole('banner').getByText(zh.station.unreadable).waitFor();
  await page.getByRole('alert').getByText('station.json').waitFor();
  await page.getByRole('button', { name: zh.check.start }).click();
  await page.locator('[data-verdict="unknown"]').waitFor();
  await page.getByText(zhChecks.causes['station-unreadable'].teacher[0]!).waitFor();
  await keepPicture(page, 'check-station-unreadable');

  await page.getByRole('button', { name: zh.nav.settings, exact: true }).click();
  await page.getByText(zh.station.unreadableHelp).waitFor();
  await page.getByLabel(zh.station.school).fill('实验中学');
  await page.getByLabel(zh.station.lab).fill('VR 2');
  await page.getByLabel(zh.station.seat).fill('17');
  await page.getByRole('button', { name: zh.station.save, exact: true }).click();
  await page.getByRole('banner').getByText('实验中学').waitFor();
  const backup = readdirSync(folder).find((name) => name.startsWith('station.json.damaged-'));
  expect(readFileSync(path.join(folder, backup!), 'utf8')).toBe(damaged);
  await page.getByRole('button', { name: zh.nav.check, exact: true }).click();
  await page.getByRole('button', { name: zh.check.start }).click();
  await page.locator('[data-verdict="ready"]').waitFor();
});
