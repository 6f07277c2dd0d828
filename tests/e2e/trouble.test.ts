import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { keepPicture } from '../support/chromium/browser.ts';
import { CHINESE, useScreens, violations } from '../support/chromium/screens.ts';

const { texts: zh } = CHINESE;
const open = useScreens();

const demoFolder = (data: string) => path.join(data, 'demo', 'quest-2-adb');

function damagedDatabase(data: string): void {
  mkdirSync(demoFolder(data), { recursive: true });
  writeFileSync(path.join(demoFolder(data), 'vrlab.sqlite'), 'no database'.repeat(1000));
}

it('says when the database cannot be used, checks all the same and says where the result is', async () => {
  const { page, data } = await open('quest-2-adb', { prepare: damagedDatabase });
  await page.getByRole('alert').getByText('已损坏').waitFor();
  await page.getByRole('button', { name: zh.check.start }).click();
  await page.locator('[data-verdict="ready"]').waitFor();
  await page.getByText('本次结果已存为单独的文件').waitFor();
  expect(readdirSync(path.join(demoFolder(data), 'runs-beside-database'))).toHaveLength(1);
  expect(await violations(page)).toEqual([]);
  await keepPicture(page, 'database-damaged');
  await page.getByRole('button', { name: zh.nav.records }).click();
  await page.getByRole('alert').first().waitFor();
});

it('takes the warning away when the trouble is gone', async () => {
  const { page, data } = await open('quest-2-adb', { prepare: damagedDatabase });
  await page.getByRole('alert').waitFor();
  rmSync(path.join(demoFolder(data), 'vrlab.sqlite'));
  await page.getByRole('alert').waitFor({ state: 'detached', timeout: 10_000 });
  expect(await page.getByRole('alert').count()).toBe(0);
});

it('says that the service is gone instead of staying silent', async () => {
  const { page, host } = await open('pico-4');
  await host.stop();
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').textContent()).toContain('与本机检测服务的连接断开了');
});
