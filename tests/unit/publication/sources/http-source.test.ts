import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { httpSource } from '../../../../src/core/publication/sources/http-source.ts';
import type { PublicationSource } from '../../../../src/core/publication/sources/publication-source.ts';
import { PublicationPc } from '../../../support/publication/publication-pc.ts';

afterEach(() => void vi.unstubAllEnvs());

/** A real server on this machine. */
async function served(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/vr`;
}

function sourceAt(address: string, deadlineMs?: number): PublicationSource {
  const source = httpSource(address, deadlineMs);
  if (!source.ok) throw new Error(source.problem.code);
  return source.value;
}

const filesOf = (pc: PublicationPc, prefix = '/vr/'): RequestListener => {
  const files = pc.publisher.publish(2);
  return (request, response) => {
    const bytes = files.get(request.url!.slice(prefix.length));
    response.statusCode = bytes === undefined ? 404 : 200;
    response.end(bytes);
  };
};

describe('a publication at an https address', () => {
  it('with a whole publication is taken, with or without a slash at the end', async () => {
    for (const end of ['', '/']) {
      const pc = new PublicationPc();
      expect(await pc.refusal(sourceAt((await served(filesOf(pc))) + end))).toBeNull();
      expect(await pc.inUse()).toBe(2);
    }
  });

  it('may redirect within its own server only', async () => {
    const pc = new PublicationPc();
    const good = filesOf(pc, '/elsewhere/');
    const moving: RequestListener = (request, response) => {
      if (request.url!.startsWith('/elsewhere/')) good(request, response);
      else response.writeHead(302, { location: request.url!.replace('/vr/', '/elsewhere/') }).end();
    };
    expect(await pc.refusal(sourceAt(await served(moving)))).toBeNull();
    const other = await served(filesOf(pc));
    const away = await served((request, response) => {
      response.writeHead(302, { location: new URL(request.url!, other).href }).end();
    });
    expect(await new PublicationPc().install(sourceAt(away))).toMatchObject({
      problem: { code: 'publication-redirected', params: { target: new URL(other).origin } },
    });
    const circle = await served((request, response) => {
      response.writeHead(302, { location: request.url! }).end();
    });
    expect(await new PublicationPc().refusal(sourceAt(circle))).toBe('publication-unreachable');
  });

  it.each<[string, string, RequestListener]>([
    [
      'sends without end',
      'publication-file-too-large',
      (_, response) => {
        const more = () => {
          while (response.write(Buffer.alloc(64 * 1024)));
          response.once('drain', more);
        };
        more();
      },
    ],
    [
      'announces too much',
      'publication-file-too-large',
      (_, response) => response.writeHead(200, { 'content-length': 10 ** 9 }).flushHeaders(),
    ],
    ['sends a byte now and then', 'publication-unreachable', (_, response) => void response.write('{')],
    ['says nothing', 'publication-unreachable', () => undefined],
    ['hangs up', 'publication-unreachable', (request) => void request.socket.destroy()],
    ['is out of order', 'publication-unreachable', (_, response) => void response.writeHead(503).end()],
    [
      'answers with a sign-in page',
      'publication-damaged',
      (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
    ],
    ['has nothing', 'publication-file-missing', (_, response) => void response.writeHead(404).end()],
  ])('that %s is refused', async (_, code, listener) => {
    const pc = new PublicationPc();
    // Briefly for what never comes, else as long as a busy machine may take.
    const patienceMs = code === 'publication-unreachable' ? 400 : 15_000;
    expect(await pc.refusal(sourceAt(await served(listener), patienceMs))).toBe(code);
    expect(await pc.inUse()).toBe(1);
  });

  it.each([
    'ftp://example.org/',
    'https://user:secret@example.org/',
    'https://:secret@example.org/',
    'https://example.org/?sig=secret',
    'https://example.org/#secret',
    'https://',
    'file:///etc',
  ])('%s is refused', (address) => {
    const refused = httpSource(address);
    expect(refused).toMatchObject({ problem: { code: 'publication-address-unusable' } });
    expect(JSON.stringify(refused)).not.toContain('secret');
  });

  it('that nobody serves is said so', async () => {
    expect(await new PublicationPc().refusal(sourceAt('http://127.0.0.1:9/'))).toBe('publication-unreachable');
  });
});
