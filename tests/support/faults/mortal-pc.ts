import { spawn } from 'node:child_process';
import path from 'node:path';
import { Outbox } from '../../../src/core/delivery/outbox/outbox.ts';
import { systemClock } from '../../../src/core/delivery/outbox/clock.ts';
import { createDatabaseSession } from '../../../src/core/store/database-session.ts';
import { createRequestStore } from '../../../src/core/store/request-store.ts';
import { newFiling } from '../request/filing.ts';
import { HttpChannel } from '../request/http-channel.ts';
import { valueOf } from '../value-of.ts';
import { Receiver } from '../request/receiver.ts';
import { ROOT } from '../vrlab.ts';

const PROGRAM = path.join(import.meta.dirname, 'filing-process.ts');
const HOUR = 3_600_000;

export interface Life {
  /** Where it dies, and how often it passes there before. */
  readonly point?: string;
  readonly times?: number;
  /** Killed from outside after so many milliseconds, counted from its start or from the first word it says. */
  readonly killAfterMs?: number;
  readonly from?: 'start' | 'first word';
  /** Killed from outside when so many messages have reached the desk, before it answers. */
  readonly killAtArrival?: number;
  /** Requests it files before it waits for the outbox to be empty. */
  readonly most?: number;
  /** Does not wait for that. */
  readonly leave?: boolean;
  /** Command in front of node. */
  readonly under?: readonly string[];
}

/** What must hold whatever happened. */
export const WHOLE = {
  lost: [],
  halves: [],
  undelivered: [],
  altered: [],
  unknown: [],
  problem: null,
  examined: null,
  integrity: 'ok',
} as const;

/** A PC on which the program dies again and again, and the desk it sends to. */
export class MortalPc {
  readonly folder: string;
  readonly receiver = new Receiver();
  /** Ids of messages of which the program said that they are stored. */
  readonly acknowledged = new Set<string>();
  /** Requests of which it said that they are not, and why. */
  readonly refused = new Map<string, string>();
  readonly complaints: string[] = [];
  deaths = 0;
  #url = '';
  #lives = 0;

  constructor(folder: string) {
    this.folder = folder;
  }

  async listen(): Promise<this> {
    this.#url = await this.receiver.listen();
    return this;
  }

  /** Programs that run at the same time. @returns when they are gone. */
  async live(...lives: Life[]): Promise<void> {
    this.#lives += 1;
    await Promise.all(lives.map((life) => this.#live(life)));
  }

  async #live(life: Life): Promise<void> {
    const { point = '', times = 0, killAfterMs, from = 'start', killAtArrival, most = Infinity, under = [] } = life;
    const args = [PROGRAM, this.folder, this.#url, point, String(times), String(most)];
    const [program, ...rest] = [...under, process.execPath, ...args];
    const child = spawn(program!, rest, {
      cwd: ROOT,
      env: { ...process.env, LATER_MS: String(this.#lives * HOUR), LEAVE: life.leave === true ? 'yes' : 'no' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let heard = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (heard += text));
    let timer: NodeJS.Timeout | undefined;
    const setTimer = () => (timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs));
    if (killAfterMs !== undefined && from === 'start') setTimer();
    if (killAfterMs !== undefined && from === 'first word') child.stdout.once('data', setTimer);
    child.stderr.setEncoding('utf8').on('data', (text: string) => this.complaints.push(text));
    let arrivals = 0;
    if (killAtArrival !== undefined)
      this.receiver.onArrival = () => {
        arrivals += 1;
        if (arrivals === killAtArrival) child.kill('SIGKILL');
      };
    const killed = await new Promise<boolean>((resolve) => {
      child.once('close', (_, signal) => resolve(signal === 'SIGKILL'));
    });
    clearTimeout(timer);
    if (killAtArrival !== undefined) this.receiver.onArrival = () => undefined;
    if (killed) this.deaths += 1;
    // A line that was cut off was not said.
    for (const line of heard.split('\n').slice(0, -1)) {
      const [what, id, code] = line.split(' ') as [string, string, string];
      if (what === 'kept') this.acknowledged.add(id);
      else this.refused.set(id, code);
    }
  }

  /** A last life without dying: what was refused is filed again with its id, everything is sent. @returns what is wrong then. */
  async reckon() {
    const session = createDatabaseSession(this.folder);
    const requests = createRequestStore(this.folder, session);
    const problem = await requests.problem();
    for (const id of this.refused.keys()) valueOf(await requests.file(newFiling(['desk'], id)));
    const clock = { ...systemClock, now: () => Date.now() + (this.#lives + 1) * HOUR };
    const outbox = new Outbox({ session, clock });
    const stop = new AbortController();
    valueOf(await outbox.setChannels([new HttpChannel(this.#url)]));
    const ended = outbox.start(stop.signal);
    for await (const { waiting } of outbox.watch(AbortSignal.timeout(20_000))) if (waiting === 0) break;
    stop.abort();
    await ended;
    const all = (sql: string) => session.use((database) => database.prepare(sql).all());
    const stored = valueOf(await all('SELECT id, body FROM messages')) as { id: string; body: string }[];
    const counts = valueOf(await all('SELECT state, count(*) AS count FROM deliveries GROUP BY state'));
    const halves = valueOf(
      await all(`SELECT id FROM requests WHERE NOT EXISTS (SELECT 1 FROM request_events WHERE request_id = requests.id)
        UNION ALL SELECT id FROM messages WHERE NOT EXISTS (SELECT 1 FROM deliveries WHERE message_id = messages.id)
        UNION ALL SELECT id FROM messages WHERE NOT EXISTS
          (SELECT 1 FROM request_events WHERE content ->> '$.message.id' = messages.id)`),
    );
    const examined = await requests.examine();
    const integrity = valueOf(await session.use((database) => database.pragma('integrity_check', { simple: true })));
    session.close();
    await this.receiver.close();
    const { arrivals } = this.receiver;
    const here = new Set(stored.map(({ id }) => id));
    return {
      lost: [...this.acknowledged].filter((id) => !here.has(id)),
      halves,
      undelivered: [...here].filter((id) => !arrivals.has(id)),
      /** Under one key always the same message. */
      altered: stored.filter(({ id, body }) => [...(arrivals.get(id)?.bodies ?? [])].some((sent) => sent !== body)),
      unknown: [...arrivals.keys()].filter((id) => !here.has(id)),
      repeated: [...arrivals.values()].filter(({ times }) => times > 1).length,
      counts,
      problem,
      examined,
      integrity,
    };
  }
}
