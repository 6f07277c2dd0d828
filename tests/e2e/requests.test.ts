/// <reference lib="dom" />
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { channelSecretName } from '../../src/core/delivery/channel-secrets.ts';
import { fileSecretStore } from '../../src/core/delivery/file-secret-store.ts';
import { CHANNELS_SCHEMA, type Channels } from '../../src/shared/domain/channel.ts';
import type { ServiceMessage } from '../../src/shared/domain/service-message.ts';
import zhRequests from '../../src/shared/locales/zh-CN/requests.json' with { type: 'json' };
import zh from '../../src/shared/locales/zh-CN/screen.json' with { type: 'json' };
import { startWebhookReceiver, WEBHOOK_SECRET } from '../simulators/webhook-receiver.ts';
import { keepPicture } from '../support/browser.ts';
import { misfits, useScreens, violations } from '../support/screens.ts';

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
  await fileSecretStore(folder).write(channelSecretName('desk'), { secret: WEBHOOK_SECRET });
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
  await page.getByRole('button', { name: zhRequests.terms.scope.lab }).click();
  const send = page.getByRole('button', { name: zh.requests.form.send });
  await page.getByText('13812345678').waitFor();
  await keepPicture(page, 'request-form');
  expect(await violations(page)).toEqual([]);
  expect(await misfits(page)).toEqual([]);
  const shown = await page.locator('main').textContent();
  await send.click();

  await page.getByText(zh.requests.record.filed, { exact: true }).waitFor();
  await keepPicture(page, 'request-filed');
  await expect.poll(() => receiver.taken.size, { timeout: 20_000 }).toBe(1);
  const [message] = [...receiver.taken.values()] as ServiceMessage[];
  expect(message).toMatchObject({
    type: 'request',
    request: {
      scope: 'lab',
      effect: 'stopped',
      urgency: 'major',
      level: 'core',
      contact: { name: '张三', phone: '13812345678' },
      demo: true,
    },
  });
  // Nothing of a person that was not on the preview.
  expect(shown).toContain('张三');
  await page.getByText(zhRequests.delivery.state.delivered).waitFor();
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: zh.requests.record.back }).click();
  await page.getByRole('button', { name: /VR-\d{6}-/ }).waitFor();
  await keepPicture(page, 'request-list');
  expect(complaints).toEqual([]);
});
