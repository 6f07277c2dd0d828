// A program that files and sends and says what was acknowledged, until it is killed or has nothing more to do.
// node filing-process.ts FOLDER URL POINT TIMES MOST; what these are: mortal-pc.ts
import { setTimeout as wait } from 'node:timers/promises';
import { ulid } from 'ulid';
import { Outbox } from '../../../src/core/delivery/outbox/outbox.ts';
import { systemClock } from '../../../src/core/delivery/outbox/clock.ts';
import { createDatabaseSession } from '../../../src/core/store/database-session.ts';
import { createRequestStore } from '../../../src/core/store/request-store.ts';
import type { Channel } from '../../../src/core/delivery/channel.ts';
import type { ServiceMessage } from '../../../src/shared/domain/request-lifecycle.ts';
import type { Result } from '../../../src/shared/domain/result.ts';
import { newFiling } from '../request/filing.ts';
import { HttpChannel } from '../request/http-channel.ts';
import { eventMessage, requestEvent } from '../request/requests.ts';
import { Death } from './deadly-points.ts';

const [folder = '', url = '', point = '', times = '', most = ''] = process.argv.slice(2);
const death = new Death(point, Number(times));
const say = (id: string, kept: Result<unknown>) =>
  process.stdout.write(kept.ok ? `kept ${id}\n` : `refused ${id} ${kept.problem.code}\n`);

const session = createDatabaseSession(folder);
const requests = createRequestStore(folder, session);
// Every process is a restart long after the one before: its leases have ended.
const later = Number(process.env['LATER_MS'] ?? 0);
const outbox = new Outbox({ session, clock: { ...systemClock, now: () => Date.now() + later } });
const desk = new HttpChannel(url);
const mortal: Channel = {
  id: desk.id,
  idempotent: true,
  perMinute: null,
  async send(message, attempt, signal) {
    death.at('before sending');
    const outcome = await desk.send(message as ServiceMessage, attempt, signal);
    death.at('after sending');
    return outcome;
  },
};

await session.use((database) => death.lurkIn(database));
death.lurkInMark();
await outbox.setChannels([mortal]);
void outbox.start(new AbortController().signal);
for (let filed = 0; filed < Number(most); filed += 1) {
  const id = ulid();
  say(id, await requests.file(newFiling(['desk'], id)));
  const note = requestEvent({ id: ulid(), request: id, type: 'acknowledged' });
  const noted = await requests.addEvent({ event: note, message: eventMessage(note), channels: ['desk'] });
  if (noted.ok) say(note.id, noted);
  await outbox.kick();
  // The lanes' turn.
  await wait(1);
}
if (process.env['LEAVE'] === 'yes') process.exit(0);
for (let state = await outbox.state(); state.ok && state.value.waiting > 0; state = await outbox.state())
  await wait(20);
process.exit(0);
