import { expect, it, onTestFinished } from 'vitest';
import { createRouterClient } from '@orpc/server';
import { createRouter } from '../../../src/core/app/router.ts';
import { createTestLimit, TESTS_A_MINUTE } from '../../../src/core/delivery/test-limit.ts';
import type { ChannelEntry } from '../../../src/shared/domain/channel-entry.ts';
import { openLabSeat } from '../../support/lab/lab-seat.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { ROBOT_TOKEN, startWeComRobot } from '../../simulators/robots.ts';

it('lets so many test messages out within any minute, and says how long to wait', () => {
  let now = 0;
  const ask = createTestLimit(() => now);
  for (let sent = 0; sent < TESTS_A_MINUTE; sent += 1) {
    expect(ask()).toEqual({ ok: true, value: null });
    now += 1000;
  }
  const waits = (seconds: number) => ({
    ok: false,
    problem: { code: 'channel-tested-too-often', params: { most: TESTS_A_MINUTE, seconds } },
  });
  expect(ask()).toMatchObject(waits(54));
  now = 59_999;
  expect(ask()).toMatchObject(waits(1));
  // The first one is a minute ago, and only that one; what was refused does not count.
  now = 60_000;
  expect(ask()).toMatchObject({ ok: true });
  expect(ask()).toMatchObject(waits(1));
});

it('holds for the contract, over all channels: nothing more reaches the group', async () => {
  const app = await openLabSeat(temporaryFolder());
  onTestFinished(() => app.close());
  const { channels } = createRouterClient(createRouter(app));
  await using robot = await startWeComRobot();
  const entry: ChannelEntry = {
    id: null,
    title: '报修群',
    enabled: true,
    kind: 'wecom',
    address: `${robot.endpoint}?key=${ROBOT_TOKEN}`,
  };
  // What is refused for what was entered costs nothing.
  expect(await channels.test({ ...entry, address: 'https://' })).toMatchObject({ ok: false });
  for (let sent = 0; sent < TESTS_A_MINUTE; sent += 1)
    expect(await channels.test({ ...entry, title: `报修群 ${sent}` })).toMatchObject({ value: { result: 'arrived' } });
  expect(await channels.test(entry)).toMatchObject({ ok: false, problem: { code: 'channel-tested-too-often' } });
  expect(robot.shown).toHaveLength(TESTS_A_MINUTE);
});
