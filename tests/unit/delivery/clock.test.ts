import { expect, it } from 'vitest';
import { WakeSignal } from '../../../src/core/delivery/outbox/clock.ts';
import { VirtualClock } from '../../support/pc/virtual-clock.ts';

it('a call while nobody sleeps ends the next sleep, and that one only', async () => {
  const clock = new VirtualClock();
  const signal = new WakeSignal(clock);
  signal.wake();
  signal.wake();
  await signal.sleep(null);
  let awake = false;
  const sleeping = signal.sleep(null).then(() => (awake = true));
  await clock.pass(1000);
  expect(awake).toBe(false);
  signal.wake();
  await sleeping;
  expect(awake).toBe(true);
});
