import { expect, it, onTestFinished } from 'vitest';
import zhChecks from '../../src/shared/locales/zh-CN/checks.json' with { type: 'json' };
import { runWebHost } from '../support/chromium/browser.ts';
import { CHINESE, ENGLISH, useScreens } from '../support/chromium/screens.ts';
import { signedDraft } from '../support/publication/signed-draft.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { vrlab } from '../support/vrlab.ts';
import { worldFile } from '../worlds/generator/world-folders.ts';

const { texts: zh } = CHINESE;
const { texts: en } = ENGLISH;
const open = useScreens();

it('says causes in words published later, of records kept before as well, and as plain text', async () => {
  const screens = await open('index-usb2');
  const { page, complaints, host, data } = screens;
  await screens.check();
  await page.getByText(zhChecks.causes['usb2-link'].teacher[0]!).waitFor();
  // A page that stays open asks the host that is gone again and again.
  await page.goto('about:blank');
  await host.stop();
  const causes = {
    'usb2-link': { 'zh-CN': { teacher: ['<b>{{device}}</b> 换到标红的口。'] }, en: { text: 'Not the red port.' } },
  };
  const guided = signedDraft({ 'guide.json': () => JSON.stringify({ schema: 'vrlab.guide/1', causes }) });
  const env = { XDG_STATE_HOME: temporaryFolder() };
  expect(await vrlab(['publication', 'install', guided, '--data', data], { env })).toMatchObject({ code: 0 });

  const restarted = await runWebHost(['--world', worldFile('index-usb2', '.'), '--data', data]);
  onTestFinished(() => restarted.stop());
  complaints.length = 0;
  await page.goto(restarted.url);
  await page.getByRole('button', { name: zh.nav.records }).click();
  await page.getByRole('listitem').first().getByRole('button').click();
  // Beside the paper that is printed of it.
  const shown = page.locator('.result');
  await shown.getByText('<b>Valve Index</b> 换到标红的口。', { exact: true }).waitFor();
  expect(await page.getByText(zhChecks.causes['usb2-link'].teacher[0]!).count()).toBe(0);
  await shown.getByText(zhChecks.causes['usb2-link'].text).waitFor();
  await page.getByRole('button', { name: 'English' }).click();
  await shown.getByText('Not the red port.').waitFor();
  await page.getByRole('button', { name: en.nav.check, exact: true }).click();
  await page.getByRole('button', { name: en.check.start }).click();
  await page.locator('[data-verdict="not-ready"]').waitFor();
  await shown.getByText('Not the red port.').waitFor();
  expect(complaints).toEqual([]);
});
