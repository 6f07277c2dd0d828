import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  ConnectionLost,
  HostConnection,
  type OpenLink,
} from '../../../../src/renderer/src/connection/host-connection.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A host that can be started, cut off and ended. */
function createHost() {
  const host = {
    running: true,
    servesPage: true,
    tries: 0,
    asked: [] as string[],
    /** Nothing gets through any more; that it is cut is heard later. */
    close: (): void => undefined,
    cut: (): void => undefined,
    /** Answers what is asked from now on; without it nothing is answered. */
    answer: null as ((path: string) => unknown) | null,
    open(): Promise<OpenLink> {
      host.tries += 1;
      if (!host.running) return Promise.reject(new Error('refused'));
      const { promise: lost, resolve } = Promise.withResolvers<void>();
      const pending = new Set<(cause: Error) => void>();
      let isOpen = true;
      host.close = () => void (isOpen = false);
      host.cut = () => {
        isOpen = false;
        // The real link rejects what is under way before anybody else hears of the loss.
        for (const reject of pending) reject(new Error('queue closed'));
        resolve();
      };
      const call = (path: readonly string[]) => {
        if (!isOpen) return Promise.reject(new Error('closing'));
        host.asked.push(path.join('.'));
        if (host.answer !== null) return Promise.resolve(host.answer(path.join('.')));
        return new Promise<never>((_, reject) => pending.add(reject));
      };
      return Promise.resolve({ link: { call }, lost, isOpen: () => isOpen });
    },
    hostResponds: () => Promise.resolve(host.servesPage),
  };
  return host;
}

/** What a call ends with, heard from the start so that nothing counts as unhandled. */
const failureOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => null,
    (cause: unknown) => cause,
  );

const settled = () => vi.advanceTimersByTimeAsync(0);

async function connected() {
  const host = createHost();
  const connection = new HostConnection(host);
  await settled();
  // Long enough to count as a good one.
  await vi.advanceTimersByTimeAsync(5000);
  return { host, connection };
}

describe('a connection that is cut', () => {
  it('is made again at once, and says nothing of it', async () => {
    const { host, connection } = await connected();
    const phases: string[] = [];
    connection.subscribe(() => phases.push(connection.state().phase));
    host.cut();
    await settled();
    expect(connection.state()).toEqual({ phase: 'open', count: 2 });
    expect(phases).toEqual(['open']);
  });

  it('ends what was under way as unknown, and asks it never again', async () => {
    const { host, connection } = await connected();
    const failure = failureOf(connection.client.app.about());
    await settled();
    host.cut();
    await settled();
    expect(await failure).toBeInstanceOf(ConnectionLost);
    expect(host.asked).toEqual(['app.about']);
  });

  it('is known to be closing before it is heard to be closed: what is asked meanwhile waits for the next one', async () => {
    const { host, connection } = await connected();
    const underWay = failureOf(connection.client.app.about());
    await settled();
    host.close();
    host.answer = (path) => path;
    const meanwhile = connection.client.app.guide();
    await settled();
    host.cut();
    await settled();
    expect([await underWay, await meanwhile]).toEqual([expect.any(ConnectionLost), 'app.guide']);
  });

  it('soon after it was opened is made again by itself, and the page is not called out of date', async () => {
    const host = createHost();
    const connection = new HostConnection(host);
    for (let count = 1; count <= 3; count += 1) {
      await settled();
      host.cut();
      await settled();
      expect(connection.state()).not.toMatchObject({ reason: 'other-start' });
    }
    await vi.advanceTimersByTimeAsync(5000);
    expect(connection.state()).toMatchObject({ phase: 'open' });
  });

  it('without end, right after each opening, is not asked without a pause', async () => {
    const { host } = await connected();
    for (let count = 0; count < 50; count += 1) {
      host.cut();
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(host.tries).toBeLessThan(8);
  });
});

describe('a host that is gone', () => {
  async function gone() {
    const made = await connected();
    Object.assign(made.host, { running: false, servesPage: false });
    made.host.cut();
    await settled();
    return made;
  }

  it('is tried again after 1, 2, 4, 8 and then every 15 seconds', async () => {
    const { host, connection } = await gone();
    for (const seconds of [1, 2, 4, 8, 15, 15, 15]) {
      expect(connection.state()).toEqual({
        phase: 'lost',
        reason: 'host-ended',
        retryAt: Date.now() + seconds * 1000,
        trying: false,
      });
      const { tries } = host;
      await vi.advanceTimersByTimeAsync(seconds * 1000 - 1);
      expect(host.tries).toBe(tries);
      await vi.advanceTimersByTimeAsync(1);
      expect(host.tries).toBe(tries + 1);
    }
  });

  it('is tried at once when somebody asks for it, and what was asked meanwhile is answered then', async () => {
    const { host, connection } = await gone();
    const meanwhile = connection.client.app.about();
    const aborted = new AbortController();
    const unwanted = failureOf(connection.client.app.guide(undefined, { signal: aborted.signal }));
    await settled();
    aborted.abort(new Error('unwanted'));
    expect(await unwanted).toMatchObject({ message: 'unwanted' });
    Object.assign(host, { running: true, answer: () => ({ version: 'answered' }) });
    connection.retry();
    await settled();
    expect(await meanwhile).toEqual({ version: 'answered' });
    expect(host.asked).toEqual(['app.about']);
    expect(connection.state()).toEqual({ phase: 'open', count: 2 });
  });

  it('and has been started anew is not tried by itself: this page has no address of it', async () => {
    const { host, connection } = await gone();
    host.servesPage = true;
    await vi.advanceTimersByTimeAsync(1000);
    expect(connection.state()).toEqual({ phase: 'lost', reason: 'other-start', retryAt: null, trying: false });
    const { tries } = host;
    await vi.advanceTimersByTimeAsync(600_000);
    expect(host.tries).toBe(tries);
    connection.retry();
    await settled();
    expect(host.tries).toBe(tries + 1);
  });
});

it('a defect of the host is no loss of the connection', async () => {
  const { host, connection } = await connected();
  host.answer = () => Promise.reject(new TypeError('a defect'));
  const failure = failureOf(connection.client.app.about());
  await settled();
  expect(await failure).toMatchObject({ name: 'TypeError', message: 'a defect' });
});
