import { expect, it, onTestFinished } from 'vitest';
import type { App } from '../../../src/core/app/app.ts';
import type { ChannelEntry } from '../../../src/shared/domain/channel-entry.ts';
import { ROBOT_TOKEN, startWeComRobot } from '../../simulators/robots.ts';
import { openLabSeat } from '../../support/lab/lab-seat.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { valueOf } from '../../support/value-of.ts';

async function opened(data: string): Promise<App> {
  const app = await openLabSeat(data);
  onTestFinished(() => app.close());
  return app;
}

async function file(app: App, title: string): Promise<void> {
  const requests = await app.requests();
  const draft = valueOf(await requests.draft({ run: null, check: null, kind: 'guidance' }));
  const filled = { ...draft, title, description: '第三排', needs: { topic: '备课', group: '', people: 1 } };
  const preview = valueOf(await requests.preview(filled));
  valueOf(await requests.file(filled, preview.seal));
}

const wecom = (address: string, id: string | null = null): ChannelEntry => ({
  id,
  title: '报修群',
  enabled: true,
  kind: 'wecom',
  address,
});

it('a running program sends by a channel that another program set up, changed or removed, without a restart', async () => {
  await using first = await startWeComRobot();
  await using second = await startWeComRobot({ token: 'another-token' });
  const data = temporaryFolder();
  const running = await opened(data);
  running.deliver();
  const other = await (await opened(data)).channels();
  await file(running, '没有渠道时登记的');

  // What had no channel leaves by the first one there is.
  const { id } = valueOf(await other.save(wecom(`${first.endpoint}?key=${ROBOT_TOKEN}`)));
  await expect.poll(() => first.shown.length, { timeout: 20_000 }).toBe(1);
  expect(first.shown[0]).toContain('没有渠道时登记的');

  valueOf(await other.save(wecom(`${second.endpoint}?key=another-token`, id)));
  await file(running, '改了地址以后登记的');
  await expect.poll(() => second.shown.length, { timeout: 20_000 }).toBe(1);
  expect(first.shown).toHaveLength(1);

  valueOf(await other.remove(id));
  await file(running, '删掉以后登记的');
  const state = valueOf(await (await running.requests()).outboxState());
  expect(state).toMatchObject({ withoutChannel: 1 });
  expect(second.shown).toHaveLength(1);
});

it('what waits for a channel that is mended here leaves at once', async () => {
  await using robot = await startWeComRobot();
  const app = await opened(temporaryFolder());
  app.deliver();
  const channels = await app.channels();
  const { id } = valueOf(await channels.save(wecom(`${robot.endpoint}?key=wrong`)));
  await file(app, '密钥错的时候登记的');
  const trouble = async () => valueOf(await channels.report()).channels[0]!.trouble?.reason;
  await expect.poll(trouble, { timeout: 20_000 }).toBe('credentials');
  valueOf(await channels.save(wecom(`${robot.endpoint}?key=${ROBOT_TOKEN}`, id)));
  await expect.poll(() => robot.shown.length, { timeout: 20_000 }).toBe(1);
  await expect.poll(trouble).toBeUndefined();
  expect(valueOf(await channels.report()).channels[0]).toMatchObject({
    deliveredAt: expect.any(String) as string,
    waiting: 0,
    stuck: 0,
  });
});
