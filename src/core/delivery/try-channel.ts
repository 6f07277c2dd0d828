import { ulid } from 'ulid';
import { formatInstant } from '../../shared/beijing-time.ts';
import type { ChannelTest, TestMessage } from '../../shared/domain/channel-entry.ts';
import type { Wording } from '../../shared/wording.ts';
import type { Dependencies } from '../dependencies/dependencies.ts';
import { channelEnvironment } from './channel.ts';
import { createChannel } from './channels/create-channel.ts';
import type { EnteredChannel } from './enter-channel.ts';

/** Somebody waits in front of the screen. */
export const TEST_LIMIT_MS = 30_000;

/** Begins as the numbers of requests do, see docs/channels.md. */
const TEST_NUMBER = 'VR-TEST';

type TryDependencies = Pick<Dependencies, 'now' | 'deviceKey' | 'station' | 'demo'>;

/** Sends a test message by a channel, once, the same way as requests. It is in no queue and in no record. */
export async function tryChannel(
  { settings, secrets }: EnteredChannel,
  words: Wording,
  deps: TryDependencies,
  signal: AbortSignal,
): Promise<ChannelTest> {
  const channel = createChannel(settings, secrets, words, channelEnvironment(deps));
  const limit = AbortSignal.any([signal, AbortSignal.timeout(TEST_LIMIT_MS)]);
  const outcome = await channel.send(await testMessage(deps), { mayBeRepeated: false }, limit);
  if (outcome.result === 'delivered') return { result: 'arrived', detail: outcome.receipt ?? '' };
  const { reason, detail } = outcome;
  return { result: outcome.result === 'uncertain' ? 'doubtful' : 'failed', reason, detail };
}

async function testMessage({ now, station, demo }: TryDependencies): Promise<TestMessage> {
  const here = await station();
  const place = here.ok && here.value !== null ? [here.value.school, here.value.lab, here.value.seat] : [];
  return {
    schema: 'vrlab.service-message/1',
    id: ulid(),
    type: 'test',
    number: TEST_NUMBER,
    at: formatInstant(now()),
    place,
    demo,
  };
}
