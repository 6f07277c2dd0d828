import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, test } from 'vitest';
import { exchange } from '../../../src/core/delivery/http/exchange.ts';
import { pollUpdates } from '../../../src/core/delivery/service-desk.ts';

const servers: net.Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server that answers every connection with these bytes, whatever it is asked, and then closes or stays silent. */
async function answering(bytes: Buffer | string, closes: boolean): Promise<URL> {
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write(bytes);
      if (closes) socket.end();
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/updates`);
}

const ask = async (url: URL, timeoutMs: number) => {
  const began = performance.now();
  const signal = new AbortController().signal;
  const options = { headers: {}, maxBytes: 1000, timeoutMs, signal, extraCertificates: [] };
  const exchanged = await exchange({ method: 'GET', url, ...options });
  return { exchanged, took: performance.now() - began };
};

const ODD: readonly [string, Buffer | string][] = [
  ['nothing', ''],
  ['no HTTP', 'SSH-2.0-OpenSSH\r\n'],
  ['half a status line', 'HTTP/1.1 20'],
  ['half a header', 'HTTP/1.1 200 OK\r\nContent-Le'],
  ['headers without end', `HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(9000)}`],
  ['half a body', 'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhalf'],
  ['half a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf'],
  ['a chunk of no size', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n'],
  ['a negative length', 'HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n'],
  ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!'],
  ['another protocol', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'],
  ['many preliminary answers', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(5000)],
  ['a status of no kind', 'HTTP/1.1 999 ?\r\n\r\n'],
  ['zeros', Buffer.alloc(100_000)],
  ['an endless body', `HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(3_000_000)}`],
];

describe('a receiver that answers oddly', () => {
  test.each(ODD)('with %s is over at once when it closes, and in time when it does not', async (_, bytes) => {
    const closed = await ask(await answering(bytes, true), 20_000);
    expect(closed.took).toBeLessThan(15_000);
    const open = await ask(await answering(bytes, false), 300);
    expect(open.took).toBeLessThan(10_000);
    const told = [closed, open].map(({ exchanged }) =>
      'answer' in exchanged ? exchanged.answer.body.length <= 1000 : exchanged.silence.detail !== '',
    );
    expect(told).toEqual([true, true]);
  });

  it('never makes asking for news throw', async () => {
    const surroundings = {
      now: () => new Date(),
      timeoutMs: 1000,
      extraCertificates: [],
      deviceKey: () => Promise.reject(new Error('none')),
    };
    const bodies = [
      '',
      '[',
      '"x"',
      '{}',
      '{"schema":"vrlab.signed/1"}',
      '['.repeat(100_000),
      '\u0000',
      '{"schema":"vrlab.signed/9"}',
    ];
    for (const body of bodies) {
      const url = await answering(
        `HTTP/1.1 200 OK\r\nETag: "\u00ff\u0080"\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
        true,
      );
      const polled = await pollUpdates(
        { url: url.href, secrets: null, etag: null },
        [],
        surroundings,
        new AbortController().signal,
      );
      expect(polled.ok).toBe(false);
    }
  });
});
