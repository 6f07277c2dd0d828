import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startWebhookReceiver, WEBHOOK_SECRET } from '../simulators/webhook-receiver.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { vrlab } from '../support/vrlab.ts';

it('a channel is tried from the terminal, by its title or id, and says in words how it went', async () => {
  const receiver = await startWebhookReceiver();
  onTestFinished(() => receiver.close());
  const data = temporaryFolder();
  const run = (...words: string[]) => vrlab([...words, '--data', data, '--lang', 'en']);
  const channel = { id: 'desk', title: 'Service desk', enabled: true, kind: 'webhook', url: receiver.url };
  const setup = path.join(temporaryFolder(), 'setup.json');
  writeFileSync(
    setup,
    JSON.stringify({ schema: 'vrlab.channel-setup/1', channel, secrets: { secret: WEBHOOK_SECRET } }),
  );
  expect(await run('channel', 'set', setup)).toMatchObject({ code: 0 });
  const tested = await run('channel', 'test', 'Service desk', '--json');
  expect([tested.code, JSON.parse(tested.stdout)]).toEqual([
    0,
    { schema: 'vrlab.channel-test/1', result: 'arrived', detail: 'HTTP 202' },
  ]);
  expect([...receiver.taken.values()]).toMatchObject([{ type: 'test', number: 'VR-TEST', place: [] }]);
  receiver.trouble = { status: 401 };
  const refused = await run('channel', 'test', 'desk');
  expect(refused.code).toBe(1);
  expect(refused.stdout).toMatch(/did not arrive: desk\n.*HTTP 401/);
  expect(await run('channel', 'test', 'nowhere')).toMatchObject({ code: 64 });

  // The doctor connects and sends nothing.
  const before = receiver.received.length;
  const { stdout } = await run('doctor');
  expect(stdout).toContain('The channel "Service desk" can be reached; nothing has arrived by it yet');
  expect(receiver.received).toHaveLength(before);
  await receiver.close();
  expect((await run('doctor')).stdout).toContain('The channel "Service desk" cannot be reached now');
});
