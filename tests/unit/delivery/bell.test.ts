import { expect, it } from 'vitest';
import { Bell } from '../../../src/core/delivery/outbox/bell.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

it('a ring while nobody sleeps ends the next sleep, and that one only', async () => {
  const clock = new VirtualClock();
  const bell = new Bell(clock);
  bell.ring();
  bell.ring();
  await bell.sleep(null);
  let awake = false;
  const sleeping = bell.sleep(null).then(() => (awake = true));
  await clock.pass(1000);
  expect(awake).toBe(false);
  bell.ring();
  await sleeping;
  expect(awake).toBe(true);
});
