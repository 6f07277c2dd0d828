/// <reference lib="dom" />
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { channelSecretName } from '../../src/core/delivery/channel-settings.ts';
import { createPlainSecretStore } from '../../src/core/signing/secrets-file.ts';
import { CHANNELS_SCHEMA, type Channels } from '../../src/shared/domain/channel.ts';
import type { ServiceMessage } from '../../src/shared/domain/request-lifecycle.ts';
import enRequests from '../../src/shared/locales/en/requests.json' with { type: 'json' };
import en from '../../src/shared/locales/en/screen.json' with { type: 'json' };
import zhRequests from '../../src/shared/locales/zh-CN/requests.json' with { type: 'json' };
import zh from '../../src/shared/locales/zh-CN/screen.json' with { type: 'json' };
import { WEBHOOK_SECRET, startWebhookReceiver } from '../simulators/webhook-receiver.ts';
import { keepPicture } from '../support/chromium/browser.ts';
import { misfits, useScreens, violations } from '../support/chromium/screens.ts';

const WORLD = 'index-usb2';

const open = useScreens();

/** Settings of this seat as an administrator leaves them, with one webhook. */
async function setUp(data: string, url: string): Promise<void> {
  const folder = path.join(data, 'demo', WORLD);
  mkdirSync(folder, { recursive: true });
  const channels: Channels = {
    schema: CHANNELS_SCHEMA,
    channels: [{ id: 'desk', title: '客户服务部', enabled: true, kind: 'webhook', url }],
    updates: null,
  };
  writeFileSync(path.join(folder, 'channels.json'), JSON.stringify(channels));
  await createPlainSecretStore(folder).write(channelSecretName('desk'), { secret: WEBHOOK_SECRET });
  writeFileSync(
    path.join(folder, 'teacher.json'),
    JSON.stringify({ schema: 'vrlab.teacher/1', contact: { name: '张三', phone: '13812345678' }, level: 'core' }),
  );
}

it('files a request from a failed check in three touches, and it arrives once', async () => {
  const receiver = await startWebhookReceiver();
  onTestFinished(() => receiver.close());
  const screens = await open(WORLD, { prepare: (data) => setUp(data, receiver.url) });
  const { page, complaints } = screens;
  await screens.check();

  await page
    .getByRole('button', { name: /^报修：/ })
    .first()
    .click();
  const send = page.getByRole('button', { name: zh.requests.form.send, exact: true });
  await page.getByRole('definition').filter({ hasText: '138＊＊＊＊5678' }).waitFor();
  await keepPicture(page, 'request-form');
  expect(await violations(page)).toEqual([]);
  expect(await misfits(page)).toEqual([]);
  const shown = await page.content();
  await send.click();

  const filed = page.getByRole('heading', {
    name: new RegExp(`^(${zh.requests.filed.waiting}|${zh.requests.filed.sent})$`),
  });
  await filed.waitFor();
  expect(await filed.evaluate((heading) => heading === document.activeElement)).toBe(true);
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
  await keepPicture(page, 'request-filed');
  await expect.poll(() => receiver.taken.size, { timeout: 20_000 }).toBe(1);
  const [message] = [...receiver.taken.values()] as ServiceMessage[];
  expect(message).toMatchObject({
    type: 'request',
    request: {
      scope: 'seat',
      effect: 'hindered',
      since: 'today',
      urgency: 'major',
      promisesFrom: 'receipt',
      level: 'core',
      contact: { name: '张三', phone: '13812345678' },
      demo: true,
    },
  });
  // Named on the preview, and readable nowhere in the page until a person asks.
  expect([shown.includes('张＊'), /张三|13812345678/.test(shown)]).toEqual([true, false]);
  expect(await page.content()).not.toMatch(/张三|13812345678/);
  await page.getByRole('button', { name: zh.personal.show }).click();
  await page.getByText('张三 · 13812345678').waitFor();
  await page.getByText(zhRequests.delivery.state.delivered).waitFor();
  // The service clock began with the receipt.
  await page.getByText(zhRequests.terms.promiseState.open).first().waitFor();
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: zh.requests.record.back }).click();
  await page.getByRole('button', { name: /VR-\d{6}-/ }).waitFor();
  expect(await page.content()).not.toMatch(/张三|13812345678/);
  await keepPicture(page, 'request-list');

  // The problem is known now, and is not offered to be reported again.
  await screens.goTo('check');
  await screens.check();
  await page.getByRole('button', { name: /已报修 VR-\d{6}-/ }).waitFor();
  expect(await page.getByRole('button', { name: /^报修：/ }).count()).toBe(0);
  expect(await violations(page)).toEqual([]);
  await keepPicture(page, 'request-reported');
  expect(complaints).toEqual([]);
});

it('keeps what is filed while its channel does not work, says so on a narrow English screen, and sends it once there is one', async () => {
  const receiver = await startWebhookReceiver();
  onTestFinished(() => receiver.close());
  receiver.trouble = 'cut-at-once';
  const screens = await open(WORLD, {
    prepare: (data) => setUp(data, receiver.url),
    viewport: { width: 360, height: 720 },
  });
  const { page, complaints } = screens;
  await screens.switchLanguage();
  await screens.goTo('requests');
  await page.getByRole('button', { name: enRequests.terms.kind.training }).click();
  const send = page.getByRole('button', { name: en.requests.form.send, exact: true });
  await send.click();
  await page.getByText(en.requests.form.fillIn).first().waitFor();
  const trainingAt = (part: keyof typeof en.date) =>
    page.getByLabel(`${en.requests.form.trainingAt} ${en.date[part]}`, { exact: true });
  expect(await trainingAt('year').evaluate((field) => field === document.activeElement)).toBe(true);
  // Next year is to come on every day.
  await trainingAt('year').selectOption({ index: 2 });
  await trainingAt('month').selectOption('12');
  await trainingAt('day').selectOption('4');
  await trainingAt('time').selectOption('14:00');
  await page.getByLabel(en.requests.form.group).fill('Class 3');
  await page.getByLabel(en.requests.form.people).fill('40');
  await page.getByLabel(en.requests.form.remark, { exact: true }).fill('Two new teachers.');
  await page.getByRole('article').getByText('Two new teachers.', { exact: true }).last().waitFor();
  await page.getByText(en.requests.form.contact, { exact: true }).click();
  expect([await violations(page), await misfits(page)]).toEqual([[], []]);
  await keepPicture(page, 'request-form-narrow-en');
  const phone = page.getByLabel(en.requests.form.contactPhone);
  expect([await phone.inputValue(), await phone.isEditable()]).toEqual(['138＊＊＊＊5678', false]);
  await page.getByRole('button', { name: en.personal.show }).first().click();
  await page.getByRole('definition').filter({ hasText: '13812345678' }).waitFor();
  expect([await phone.inputValue(), await phone.isEditable()]).toEqual(['13812345678', true]);
  expect([await violations(page), await misfits(page)]).toEqual([[], []]);
  await keepPicture(page, 'request-form-shown-narrow-en');
  await page.getByRole('button', { name: en.requests.form.keep }).click();
  await page.getByRole('button', { name: new RegExp(`^${en.requests.list.drafts}`) }).click();
  await page.getByRole('button', { name: /^Two new teachers\./ }).click();
  await page.getByRole('definition').filter({ hasText: '138＊＊＊＊5678' }).waitFor();
  expect(await page.content()).not.toContain('13812345678');
  await send.click();
  // The receiver hangs up: a channel that does not work, which is no missing network.
  await page.getByRole('heading', { name: en.requests.filed.kept }).waitFor();
  expect([await violations(page), await misfits(page)]).toEqual([[], []]);
  await screens.goTo('check');
  await page.getByText(en.requests.banner.failing_one.replace('{{count}}', '1')).waitFor();
  expect([await violations(page), await misfits(page)]).toEqual([[], []]);
  await keepPicture(page, 'request-waiting-narrow-en');
  expect(receiver.taken.size).toBe(0);
  await page.goBack();

  receiver.trouble = null;
  await page.getByText(enRequests.delivery.state.delivered).waitFor({ timeout: 60_000 });
  expect(receiver.taken.size).toBe(1);

  // Taken back, nothing leaves; the second time it does.
  await page.getByRole('button', { name: en.requests.action.withdrawn }).click();
  await page.getByRole('button', { name: en.undo }).click();
  await page.getByRole('button', { name: en.requests.action.withdrawn }).click();
  await page.getByRole('button', { name: en.undo }).waitFor();
  expect([await violations(page), await misfits(page)]).toEqual([[], []]);
  await page.getByText(enRequests.states.withdrawn).first().waitFor({ timeout: 20_000 });
  await expect.poll(() => receiver.taken.size, { timeout: 30_000 }).toBe(2);
  expect(complaints).toEqual([]);
});

it('hands out the signed file and the form to edit, and prints the form', async () => {
  const screens = await open(WORLD);
  const { page, complaints } = screens;
  await screens.goTo('requests');
  await page.getByRole('button', { name: zhRequests.terms.kind.upgrade }).click();
  await page.getByLabel(zh.requests.form.whatToChange).fill('升级到新版本');
  await page.getByRole('button', { name: zh.requests.form.save }).click();
  await page.getByRole('heading', { name: zh.requests.filed.kept }).waitFor();
  await page.getByText('400-000-0000').waitFor();
  await page.getByText(zhRequests.terms.promiseState['not-started']).first().waitFor();
  await page.getByText(zh.requests.record.noChannel).waitFor();
  expect(await violations(page)).toEqual([]);
  await keepPicture(page, 'request-kept');
  for (const [name, ending] of [
    [zh.requests.paper['request-form'].replace('{{format}}', 'PDF'), '.pdf'],
    [zh.requests.paper['handling-sheet'].replace('{{format}}', 'DOCX'), '.docx'],
    [zh.requests.paper.file, '.vrlab.json'],
  ] as const) {
    const kept = page.waitForEvent('download');
    await page.getByRole('button', { name }).first().click();
    expect((await kept).suggestedFilename()).toMatch(new RegExp(`VR-\\d{6}-\\w{6}.*\\${ending}$`));
  }
  await page.getByText(zh.requests.paper.qr).click();
  const held = await page.getByRole('img', { name: /VR-\d{6}-/ }).getAttribute('aria-label');
  expect(held).toMatch(/示范中学 VR 教室 1 03 普通 · 只有本机位 升级到新版本$/);
  expect(await violations(page)).toEqual([]);
  // Carried by hand: nothing waits for a channel any more.
  await page.getByText(zh.requests.banner.withoutChannel.replace('{{count}}', '1')).waitFor({ state: 'detached' });
  // Somebody rang: the service clock begins then, and the call is in the record.
  await page.getByRole('button', { name: zh.requests.action['told-by-phone'] }).click();
  await page.getByRole('button', { name: zh.requests.action.record, exact: true }).click();
  await page.getByText(zhRequests.events['told-by-phone'], { exact: true }).waitFor();
  await page.getByText(zh.requests.record.received, { exact: true }).waitFor();
  await page.getByText(zhRequests.terms.promiseState['not-started']).first().waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});
