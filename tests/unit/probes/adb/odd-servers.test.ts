import { createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { askServer, findServer } from '../../../../src/core/probes/adb/ask-server.ts';
import { readOnce } from '../../../support/adb/described.ts';

const never = new AbortController().signal;
const SHORT = { connectMs: 400, answerMs: 200 };

/** Anything at all on a port of loopback. */
async function listen(serve: (socket: Socket) => void) {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return { host: '127.0.0.1', port: typeof address === 'object' ? (address?.port ?? 0) : 0 };
}

const GARBAGE: Readonly<Record<string, string>> = {
  'a web server': 'HTTP/1.1 400 Bad Request\r\n\r\n',
  'half an answer, and nothing': 'OKAY00',
  'no number for a length': 'OKAYzzzz',
  'no number for a version': 'OKAY0004what',
  'bytes of anything': '\u0000\u0001\u0002\uFFFD',
  'a refusal': 'FAIL0003no!',
  nothing: '',
};

describe('what listens where an adb server may', () => {
  it.each(Object.keys(GARBAGE))('is no server when it says %s', async (what) => {
    const place = await listen((socket) => void socket.end(GARBAGE[what]!));
    expect(await findServer(place, never)).toEqual({ kind: 'foreign' });
    expect(await readOnce({ server: place })).toEqual({
      way: 'none',
      serverVersion: null,
      foreignService: true,
      headsets: [],
    });
  });

  it('is silent when it says nothing, or stalls in the middle', async () => {
    const mute = await listen(() => undefined);
    expect(await findServer(mute, never, SHORT)).toEqual({ kind: 'silent' });
    const stalls = await listen((socket) => void socket.write('OKAY00'));
    expect(await findServer(stalls, never, SHORT)).toEqual({ kind: 'silent' });
  });

  it('costs 3 s where it stalls for 10, and no more', async () => {
    const place = await listen(
      (socket) => void sleep(10_000, undefined, { ref: false }).then(() => socket.end('OKAY00040029')),
    );
    const begun = performance.now();
    expect((await readOnce({ server: place })).foreignService).toBe(true);
    expect(performance.now() - begun).toBeLessThan(9000);
  });

  it('is nobody where the port is closed: one refused connection', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    await new Promise((resolve) => server.close(resolve));
    const place = { host: '127.0.0.1', port: typeof address === 'object' ? (address?.port ?? 0) : 0 };
    const begun = performance.now();
    expect(await readOnce({ server: place })).toMatchObject({ way: 'none', foreignService: false });
    expect(performance.now() - begun).toBeLessThan(5000);
  });

  it('may send its answer byte by byte', async () => {
    const place = await listen((socket) => {
      void (async () => {
        for (const letter of 'OKAY00040029') {
          socket.write(letter);
          await sleep(2);
        }
      })();
    });
    expect(await findServer(place, never)).toEqual({ kind: 'server', version: 41 });
  });

  it('is left when the question is withdrawn', async () => {
    const mute = await listen(() => undefined);
    const cancel = new AbortController();
    const asking = askServer(mute, 'host:version', cancel.signal);
    cancel.abort();
    expect(await asking).toEqual({ kind: 'silent' });
  });

  it('may be a server that says garbage from then on', async () => {
    const answers = (list: string) =>
      listen((socket) => {
        socket.once('data', (chunk) => {
          const request = chunk.toString('latin1');
          if (request.includes('version')) socket.end('OKAY00040029');
          else socket.end(request.includes('devices') ? list : '\u0007\u0007\u0007\u0007garbage');
        });
      });
    const list = '\u0001\u0002 nonsense\n1WMHH000X00001 device';
    const place = await answers(`OKAY${list.length.toString(16).padStart(4, '0')}${list}`);
    const { headsets } = await readOnce({ server: place });
    expect(headsets).toMatchObject([
      { serial: '1WMHH000X00001', sections: { identity: { status: 'unread', reason: 'gone' } } },
    ]);
    // Nobody may take that for a seat without headsets.
    await expect(readOnce({ server: await answers('what?') })).rejects.toMatchObject({ code: 'adb-list-unread' });
    await expect(readOnce({ server: await answers('FAIL0003no!') })).rejects.toThrow('no!');
  });
});
