import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import http from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { App } from '../../src/core/app/app.ts';
import { openLocalApp } from '../../src/core/app/local-app.ts';
import type { ContractClient } from '../../src/shared/contract.ts';
import { type WebHost, startWebHost } from '../../src/web/server.ts';
import { folderOfFile } from '../support/temporary-folder.ts';
import { ROOT } from '../support/vrlab.ts';
import { worldFile } from '../worlds/generator/world-folders.ts';

const dataDirectory = folderOfFile();
let app: App;
let host: WebHost;
let origin: string;
let token: string;

beforeAll(async () => {
  const opened = await openLocalApp({
    dataDirectory,
    world: worldFile('index-usb2', '.'),
  });
  if (!opened.ok) throw new Error(opened.problem.code);
  app = opened.value;
  const started = await startWebHost(app, path.join(ROOT, 'out/renderer'));
  if (!started.ok) throw new Error(started.problem.code);
  host = started.value;
  const url = new URL(host.url);
  origin = url.origin;
  token = new URLSearchParams(url.hash.slice(1)).get('token')!;
});

afterAll(async () => {
  await host.close();
  await app.close();
});

/** Raw request: fetch would tidy the path and refuse to set Host. */
const get = (
  target: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<{ status: number; body: string; headers: http.IncomingHttpHeaders }> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    const request = http.request({ host: hostname, port, path: target, method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body, headers: response.headers }));
    });
    request.once('error', reject).end();
  });

const connect = (options: {
  protocols?: string[];
  origin?: string;
  target?: string;
  headers?: Record<string, string>;
}): Promise<string> =>
  new Promise((resolve) => {
    const socket = new WebSocket(
      `${origin.replace('http', 'ws')}${options.target ?? '/api'}`,
      options.protocols ?? ['vrlab.v1', `token.${token}`],
      {
        origin: options.origin ?? origin,
        ...(options.headers !== undefined && { headers: options.headers }),
      },
    );
    socket.once('open', () => {
      socket.close();
      resolve('open');
    });
    socket.once('error', (error) => resolve(error.message));
  });

describe('the web host', () => {
  it('listens on loopback only, on a port of its own, with a token of 24 random bytes in the fragment', () => {
    expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(Buffer.from(token, 'base64url')).toHaveLength(24);
  });

  it('serves the screens with a policy that lets nothing foreign in', async () => {
    const { status, body, headers } = await get('/');
    expect(status).toBe(200);
    expect(body).toContain('<div id="root">');
    expect(headers['content-security-policy']).toMatch(/default-src 'none'; script-src 'self';/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toContain("; connect-src 'self';");
    expect(headers['content-security-policy']).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
  });

  it.each([
    '/../../package.json',
    '/%2e%2e/%2e%2e/package.json',
    '/..%2f..%2fpackage.json',
    '/..%5c..%5cpackage.json',
    '/assets/../../../package.json',
    '/.env',
    '/index.html%00.js',
    '//etc/passwd',
    '/%zz',
  ])('does not leave its folder for %s', async (target) => {
    const { status, body } = await get(target);
    expect(status).not.toBe(500);
    expect(body).not.toContain('vrlab-check');
    expect(status === 200 ? body : '').not.toMatch(/root:|"name"/);
  });

  it('answers no foreign Host, no method but GET and HEAD', async () => {
    expect((await get('/', { host: 'evil.example' })).status).toBe(421);
    expect((await get('/', { host: `evil.example:${new URL(origin).port}` })).status).toBe(421);
    expect((await get('/', {}, 'POST')).status).toBe(405);
    expect((await get('/', {}, 'HEAD')).status).toBe(200);
  });

  it('admits a socket only from its own page with its token', async () => {
    expect(await connect({})).toBe('open');
    expect(await connect({ protocols: ['vrlab.v1'] })).toContain('403');
    expect(await connect({ protocols: ['vrlab.v1', 'token.'] })).toContain('403');
    expect(await connect({ protocols: ['vrlab.v1', `token.${token.slice(1)}x`] })).toContain('403');
    expect(await connect({ origin: 'http://evil.example' })).toContain('403');
    expect(await connect({ origin: 'null' })).toContain('403');
    expect(await connect({ headers: { host: 'evil.example' } })).toContain('403');
    expect(await connect({ target: '/other' })).toContain('403');
  });

  it('validates what comes in', async () => {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/api`, ['vrlab.v1', `token.${token}`], { origin });
    await new Promise((resolve) => socket.once('open', resolve));
    const client: ContractClient = createORPCClient(new RPCLink({ websocket: socket as never }));
    await expect(client.runs.list({ limit: 0 })).rejects.toThrow('Input validation failed');
    await expect(client.station.save({ school: 1 } as never)).rejects.toThrow('Input validation failed');
    expect(await client.app.about()).toMatchObject({ world: 'index-usb2' });
    socket.close();
  });

  it('carries a whole check, its record and the live state over the contract', async () => {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/api`, ['vrlab.v1', `token.${token}`], { origin });
    await new Promise((resolve) => socket.once('open', resolve));
    const client: ContractClient = createORPCClient(new RPCLink({ websocket: socket as never }));
    const steps: string[] = [];
    let id = '';
    for await (const step of await client.check.run()) {
      steps.push(step.type === 'probe' ? `${step.probe} ${step.state}` : step.type);
      if (step.type === 'finished') id = step.run.id;
    }
    expect(steps.slice(0, 3)).toEqual(['usb started', 'hid started', 'host started']);
    expect(steps.at(-1)).toBe('finished');
    const listed = await client.runs.list({ limit: 5 });
    expect(listed).toMatchObject({ ok: true, value: [{ id, verdict: 'not-ready', demo: true }] });
    expect(await client.runs.get({ id })).toMatchObject({
      ok: true,
      value: { id, devices: [{ model: 'valve-index' }] },
    });
    for await (const state of await client.check.live()) {
      expect(state).toMatchObject({ watching: 'unavailable', verdict: 'not-ready' });
      break;
    }
    expect(await client.station.learn()).toEqual({ ok: true, value: [{ model: 'valve-index', count: 1 }] });
    socket.close();
  });
});
