import { once } from 'node:events';
import net from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type RunningHost, runWebHost } from '../support/chromium/browser.ts';
import { folderOfFile } from '../support/temporary-folder.ts';
import { worldFile } from '../worlds/generator/world-folders.ts';

let host: RunningHost;
let url: URL;

const data = folderOfFile();

// A process of its own: an error nobody listens for must end that one, not this. It has to survive all of them.
beforeAll(async () => {
  host = await runWebHost(['--world', worldFile('index-usb2', '.'), '--data', data]);
  url = new URL(host.url);
});
afterAll(() => host.stop());

const lives = async () => (await fetch(url.origin)).status;

const upgrade = (token: string) =>
  [
    'GET /api HTTP/1.1',
    `Host: ${url.host}`,
    `Origin: ${url.origin}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    `Sec-WebSocket-Protocol: vrlab.v1, token.${token}`,
    '\r\n',
  ].join('\r\n');

/** A peer that sends this and hangs up at the first answer, without a goodbye. */
async function hangUp(text: string): Promise<void> {
  const peer = net.connect(Number(url.port), url.hostname);
  peer.on('error', () => undefined);
  peer.once('data', () => peer.resetAndDestroy());
  peer.write(text);
  await Promise.race([once(peer, 'close'), wait(300).then(() => peer.resetAndDestroy())]);
}

/** A peer of ours, so that bytes no WebSocket library would send can be sent. */
async function admitted(): Promise<net.Socket> {
  const peer = net.connect(Number(url.port), url.hostname);
  peer.on('error', () => undefined);
  peer.write(upgrade(url.hash.replace('#token=', '')));
  const [answer] = (await once(peer, 'data')) as [Buffer];
  expect(answer.toString()).toContain('101 Switching Protocols');
  return peer;
}

describe('the web host survives a peer', () => {
  it('without a token that hangs up while it is refused', async () => {
    for (let time = 0; time < 60; time += 1) await hangUp(upgrade('wrong') + 'x'.repeat((time % 10) * 8000));
    expect(await lives()).toBe(200);
  });

  it('that speaks no HTTP, or hangs up in the middle of it', async () => {
    for (const text of [
      '\0\u0001\r\n\r\n',
      'GET / HTTP/1.1\r\nHost',
      `GET / HTTP/1.1\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`,
    ])
      for (let time = 0; time < 5; time += 1) await hangUp(text);
    expect(await lives()).toBe(200);
  });

  it('that is refused and never closes its side', async () => {
    const peer = net.connect({ port: Number(url.port), host: url.hostname, allowHalfOpen: true });
    const failed = once(peer, 'error');
    peer.write(upgrade('wrong'));
    await once(peer, 'data');
    await wait(100);
    // Only a socket that the host has closed as well answers with a reset.
    const writing = setInterval(() => peer.write('x'), 20);
    const [error] = (await Promise.race([failed, wait(3000, [{ code: 'still open' }])])) as [NodeJS.ErrnoException];
    clearInterval(writing);
    peer.destroy();
    expect(error.code).toMatch(/ECONNRESET|EPIPE/);
  });

  it.each([
    ['too large', [0x81, 0xff, 0, 0, 0, 0, 0x04, 0, 0, 0, 0, 0, 0, 0]],
    ['unmasked', [0x81, 0x02, 0x41, 0x41]],
    ['of no known kind', [0x83, 0x80, 0, 0, 0, 0]],
    ['with reserved bits', [0xf1, 0x80, 0, 0, 0, 0]],
    ['that is not UTF-8', [0x81, 0x82, 0, 0, 0, 0, 0xff, 0xff]],
    ['that closes wrongly', [0x88, 0x81, 0, 0, 0, 0, 1]],
  ])('with a token and a message %s', async (_, message) => {
    const peer = await admitted();
    const closed = once(peer, 'close');
    peer.resume();
    peer.write(Buffer.from(message));
    await closed;
    expect(await lives()).toBe(200);
  });

  it('that asks for a part of a file, or sends other headers a file server might believe', async () => {
    const headers = [
      ...['bytes=5-1', 'bytes=-', 'bytes=1-', 'items=0-1', '1e3-1e2', 'bytes=99999999-', 'bytes=0-0,5-1', ','].map(
        (range) => `Range: ${range}`,
      ),
      'If-Range: "x"\r\nRange: bytes=5-1',
      'Accept-Encoding: br;q=NaN,gzip;q=-1',
      'If-None-Match: *',
      'If-Modified-Since: 99999999999',
      'Expect: 100-continue',
      'Expect: nonsense',
      'Transfer-Encoding: chunked',
      'Connection: Range, Host',
    ];
    for (const header of headers)
      for (const method of ['GET', 'HEAD']) {
        const answer = await firstLine(`${method} /index.html HTTP/1.1\r\nHost: ${url.host}\r\n${header}\r\n\r\n`);
        expect(answer, header).toMatch(/^HTTP\/1\.1 (?:100|200|400|417) /);
      }
    expect(await lives()).toBe(200);
  });

  it('that sends no request, and hears why', async () => {
    expect(await firstLine('\0\u0001\r\n\r\n')).toBe('HTTP/1.1 400 Bad Request');
    expect(await firstLine(`GET / HTTP/1.1\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`)).toBe(
      'HTTP/1.1 431 Request Header Fields Too Large',
    );
  });

  it.each<[string, string | Buffer, string]>([
    ['that is no JSON', '{', 'closed 1008'],
    ['of nothing', '', 'closed 1008'],
    ['of null', 'null', 'closed 1008'],
    ['without a request', '{"i":"1"}', '400 for 1'],
    ['with an address that is none', '{"i":"2","p":{"u":"http://[","b":1}}', '400 for 2'],
    ['of bytes', Buffer.from([255, 1, 2]), 'closed 1008'],
    ['with an id of another kind', '{"i":{"a":1},"p":{}}', 'closed 1008'],
  ])('with a token and a frame %s: it is answered', async (_, frame, expected) => {
    const token = url.hash.replace('#token=', '');
    const socket = new WebSocket(`ws://${url.host}/api`, ['vrlab.v1', `token.${token}`], { origin: url.origin });
    await once(socket, 'open');
    const answered = new Promise<string>((resolve) => {
      socket.once('message', (bytes: Buffer) => {
        const { i, p } = JSON.parse(bytes.toString()) as { i: string; p: { s: number } };
        resolve(`${p.s} for ${i}`);
      });
      socket.once('close', (code) => resolve(`closed ${code}`));
    });
    socket.send(frame);
    expect(await answered).toBe(expected);
    socket.terminate();
    expect(await lives()).toBe(200);
  });
});

/** The first line of the answer to what is written as it is. */
async function firstLine(text: string): Promise<string> {
  const peer = net.connect(Number(url.port), url.hostname);
  peer.on('error', () => undefined);
  peer.write(text);
  const [answer] = (await once(peer, 'data')) as [Buffer];
  peer.destroy();
  return answer.toString('latin1').split('\r\n')[0]!;
}
