import { fail, type Result, succeed } from '../../shared/domain/result.ts';

/** Fewer than the 20 a minute at which robots stop to listen, and requests go by the same robot. */
export const TESTS_A_MINUTE = 6;
const MINUTE_MS = 60_000;

/**
 * Test messages reach people who cannot refuse them. Counted for one program, over all channels.
 * @param steady milliseconds of a clock that nobody sets.
 * @returns what asks for one more: `channel-tested-too-often`.
 */
export function createTestLimit(steady: () => number = () => performance.now()): () => Result<null> {
  let sent: readonly number[] = [];
  return () => {
    const now = steady();
    sent = sent.filter((at) => now - at < MINUTE_MS);
    const [first = now] = sent;
    if (sent.length >= TESTS_A_MINUTE)
      return fail('channel-tested-too-often', {
        most: TESTS_A_MINUTE,
        seconds: Math.max(1, Math.ceil((first + MINUTE_MS - now) / 1000)),
      });
    sent = [...sent, now];
    return succeed(null);
  };
}
