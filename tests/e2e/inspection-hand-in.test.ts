import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { channelSecretName } from '../../src/core/delivery/channel-settings.ts';
import { createPlainSecretStore } from '../../src/core/signing/secrets-file.ts';
import { CHANNELS_SCHEMA, type Channels } from '../../src/shared/domain/channel.ts';
import { WEBHOOK_SECRET, startWebhookReceiver } from '../simulators/webhook-receiver.ts';
import { InspectionScreens } from '../support/chromium/inspection-screens.ts';
import { CHINESE, useScreens } from '../support/chromium/screens.ts';
import { signedBefore } from '../support/inspection/signed-before.ts';

const WORLD = 'lab-seat-01';
const open = useScreens();

/** A report that was signed yesterday, and the ways out of this PC. */
async function signed(data: string, url: string | null): Promise<void> {
  await signedBefore(data, 1, ['noise']);
  if (url === null) return;
  const folder = path.join(data, 'demo', WORLD);
  mkdirSync(folder, { recursive: true });
  const channels: Channels = {
    schema: CHANNELS_SCHEMA,
    channels: [{ id: 'desk', title: '客户服务部', enabled: true, kind: 'webhook', url }],
    updates: null,
  };
  writeFileSync(path.join(folder, 'channels.json'), JSON.stringify(channels));
  await createPlainSecretStore(folder).write(channelSecretName('desk'), { secret: WEBHOOK_SECRET });
}

async function openReport(url: string | null): Promise<InspectionScreens> {
  const inspection = new InspectionScreens(await open(WORLD, { prepare: (data) => signed(data, url) }));
  await inspection.home();
  await inspection.page.getByRole('button', { name: /XJ-/ }).first().click();
  await inspection.page.getByText(inspection.texts.record.intact).waitFor();
  return inspection;
}

const state = (page: Page, sending: string) => page.locator(`.handed-in[data-sending="${sending}"]`).first();

it('keeps a report that nothing carries away, and asks for it again after a correction', async () => {
  const inspection = await openReport(null);
  const { page, texts } = inspection;
  const { handIn } = texts;
  expect.soft(await inspection.faultsInBoth('handed-in-not-yet')).toEqual([]);
  await inspection.button(handIn.start).click();
  await page.getByText(handIn.nowhere).waitFor();
  expect.soft(await inspection.faultsInBoth('handed-in-preview')).toEqual([]);
  await inspection.button(handIn.save).click();
  await state(page, 'kept').waitFor();
  await inspection.correct('李𬭎', '第 2 页的位置应为讲台左侧。');
  await page.getByText(handIn.outdated).waitFor();
  expect.soft(await inspection.faultsInBoth('handed-in-kept')).toEqual([]);
});

it('hands a report in with a receipt, and says so when it does not get through', async () => {
  const receiver = await startWebhookReceiver();
  onTestFinished(() => receiver.close());
  const inspection = await openReport(receiver.url);
  const { page, texts } = inspection;
  receiver.trouble = 'cut-at-once';
  await inspection.button(texts.handIn.start).click();
  await inspection.button(texts.handIn.send).click();
  await state(page, 'waiting').waitFor();
  expect.soft(await inspection.faultsInBoth('handed-in-waiting')).toEqual([]);
  receiver.trouble = null;
  await inspection.button(CHINESE.texts.requests.record.resend).click();
  await state(page, 'sent').waitFor();
  expect.soft(await inspection.faultsInBoth('handed-in-sent')).toEqual([]);
});
