import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import readline from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { contract } from '../../../src/shared/contract.ts';
import { ROOT } from '../vrlab.ts';
import { inputOf, type Procedure, procedures } from './contract-inputs.ts';
import { type Dice, dice, mutatedBytes, mutatedText, ODD_TEXTS, oddValue } from './mutate.ts';

/** A check looks at the real PC for a second, and a stream has no end: neither is called by the thousand. */
const NOT_CALLED = /^\/(?:check|inspections\/(?:start|readAgain|bundle))|\/(?:outbox|live|document|planFile)$/;
const PATIENCE_MS = 15_000;
const AT_ONCE = 20;

export interface HostReport {
  readonly answers: Readonly<Record<string, number>>;
  readonly faults: readonly string[];
  /** Resident memory at the end, in MiB. */
  readonly rss: number;
}

/** A message to the contract: mostly well formed. */
function frameOf(id: string, all: readonly Procedure[], with_: Dice): string | Buffer {
  const procedure = with_.pick(all);
  const body = { json: inputOf(procedure, with_), ...(with_.chance(0.2) && { meta: oddValue(with_) }) };
  const frame = {
    i: with_.chance(0.02) ? oddValue(with_) : id,
    ...(with_.chance(0.1) && { t: with_.pick<unknown>([1, 2, 3, 4, 99, null, 'x']) }),
    p: {
      u: with_.chance(0.9) ? procedure.path : procedure.path + with_.pick(ODD_TEXTS),
      b: with_.chance(0.95) ? body : oddValue(with_),
      ...(with_.chance(0.1) && { h: oddValue(with_) }),
      ...(with_.chance(0.1) && { m: with_.pick(['GET', 'POST', 'x']) }),
    },
  };
  const text = JSON.stringify(frame);
  if (with_.chance(0.85)) return text;
  return with_.chance(0.5) ? mutatedText(text, with_) : mutatedBytes(Buffer.from(text), with_);
}

const HEADERS = [
  'Range',
  'If-Range',
  'If-None-Match',
  'Accept-Encoding',
  'Connection',
  'Upgrade',
  'Content-Length',
  'Transfer-Encoding',
  'Origin',
  'Sec-WebSocket-Protocol',
  'Sec-WebSocket-Key',
  'Sec-WebSocket-Version',
  'Sec-WebSocket-Extensions',
  'Expect',
  'Cookie',
  'X',
];
const VALUES = [
  'bytes=5-1',
  'bytes=-5',
  'bytes=0-',
  'upgrade',
  'websocket',
  'chunked',
  '*',
  '13',
  '-1',
  'gzip;q=NaN',
  'permessage-deflate; server_max_window_bits=99',
  'vrlab.v1, token.x',
  'dGhlIHNhbXBsZSBub25jZQ==',
  '100-continue',
];

/** A request as no browser writes it, for the right host most of the time. */
function requestOf(host: string, with_: Dice): string {
  const { pick, chance, roll } = with_;
  const headers = Array.from(
    { length: roll(5) },
    () => `${pick(HEADERS)}: ${chance(0.8) ? pick(VALUES) : pick(ODD_TEXTS)}`,
  );
  const target = pick([
    '/',
    '/index.html',
    '/api',
    '/assets/../index.html',
    '/%2e%2e/%2e%2e/etc/passwd',
    `/${pick(ODD_TEXTS)}`,
    '*',
    `http://${host}/`,
    '/index.html?%',
  ]);
  const lines = [
    `${chance(0.7) ? 'GET' : pick(['HEAD', 'POST', 'OPTIONS', 'CONNECT', 'TRACE', 'x'])} ${target} HTTP/${pick(['1.1', '1.1', '1.0', '0.9', '2.0'])}`,
    `Host: ${chance(0.85) ? host : pick(['evil.example', '127.0.0.1', '', host.toUpperCase()])}`,
    ...headers,
  ];
  const text = `${lines.join('\r\n')}\r\n\r\n`;
  return chance(0.85) ? text : mutatedText(text, with_);
}

/** Calls the built web host so many times, over HTTP and over its socket, the n-th the same for the same seed. */
export async function fuzzWebHost(count: number, seed: number, data: string): Promise<HostReport> {
  const child = spawn(process.execPath, [path.join(ROOT, 'out/main/web.js'), '--data', data], {
    cwd: ROOT,
    stdio: 'pipe',
  });
  child.stdin.end();
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  let address = '';
  for await (const line of readline.createInterface(child.stdout)) {
    address = line;
    if (line.startsWith('http')) break;
  }
  const url = new URL(address);
  const all = procedures(contract).filter((procedure) => !NOT_CALLED.test(procedure.path));
  const answers: Record<string, number> = {};
  const faults: string[] = [];
  const tally = (what: string) => (answers[what] = (answers[what] ?? 0) + 1);

  const http = async (nth: number) => {
    const peer = net.connect(Number(url.port), url.hostname);
    peer.on('error', () => undefined);
    peer.write(requestOf(url.host, dice(seed * 1_000_003 + nth)));
    // Half a request is answered only when it is over, and a peer that is over gets no file any more: so a little later.
    const over = setTimeout(() => peer.end(), 300);
    const first = await Promise.race([
      once(peer, 'data').then(([bytes]) => /^HTTP\/1\.[01] (\d{3})/.exec(String(bytes))?.[1] ?? 'no status'),
      once(peer, 'close').then(() => 'closed'),
      wait(PATIENCE_MS, 'no answer', { ref: false }),
    ]).catch(() => 'closed');
    clearTimeout(over);
    peer.destroy();
    tally(`http ${first}`);
    if (first === 'no answer' || first.startsWith('5')) faults.push(`call ${nth}: http ${first}`);
  };

  // One connection for each of the calls that are made at once: a message that closes one takes no other answer with it.
  const sockets: WebSocket[] = [];
  const waiting = new Map<string, (what: string) => void>();
  const connected = async (lane: number): Promise<WebSocket> => {
    const there = sockets[lane];
    if (there?.readyState === WebSocket.OPEN) return there;
    const token = url.hash.replace('#token=', '');
    const opened = new WebSocket(`ws://${url.host}/api`, ['vrlab.v1', `token.${token}`], { origin: url.origin });
    opened.on('error', () => undefined);
    opened.on('message', (bytes: Buffer) => {
      const { i, p } = JSON.parse(bytes.toString()) as { i: string; p?: { s?: number } };
      waiting.get(i)?.(`socket ${p?.s ?? 200}`);
    });
    await once(opened, 'open');
    sockets[lane] = opened;
    return opened;
  };
  const message = async (nth: number) => {
    const connection = await connected(nth % AT_ONCE);
    const id = String(nth);
    const what = await new Promise<string>((resolve) => {
      waiting.set(id, resolve);
      connection.once('close', () => resolve('socket closed'));
      const frame = frameOf(id, all, dice(seed * 1_000_003 + nth));
      connection.send(frame);
      // An answer for another id than ours, or to an event nobody waits for, is none to this call.
      const isOurs = frame.toString().includes(`"i":"${id}"`) && !/"t":(?!1\b)/.test(frame.toString());
      setTimeout(() => resolve(isOurs ? 'socket no answer' : 'socket not ours'), isOurs ? PATIENCE_MS : 50).unref();
    });
    waiting.delete(id);
    connection.removeAllListeners('close');
    tally(what);
    if (what === 'socket no answer' || what.startsWith('socket 5')) faults.push(`call ${nth}: ${what}`);
  };

  for (let at = 0; at < count && child.exitCode === null; at += AT_ONCE)
    await Promise.all(
      Array.from({ length: Math.min(AT_ONCE, count - at) }, (_, nth) =>
        (at + nth) % 4 === 0 ? http(at + nth) : message(at + nth),
      ),
    );
  if (child.exitCode !== null) faults.push(`the host ended with ${child.exitCode}: ${complaints.slice(-500)}`);
  const status = child.exitCode === null ? readFileSync(`/proc/${child.pid}/status`, 'utf8') : '';
  const lives = await fetch(url.origin).then(
    ({ ok }) => ok,
    () => false,
  );
  if (!lives) faults.push('the host answers no more');
  if (/\n\s+at /.test(complaints)) faults.push(`a stack was written: ${complaints.slice(0, 500)}`);
  if (complaints.length > 100_000) faults.push(`${complaints.length} characters of complaints`);
  for (const socket of sockets) socket?.terminate();
  child.kill('SIGTERM');
  if (child.exitCode === null) await once(child, 'exit');
  return { answers, faults, rss: Number(/VmRSS:\s*(\d+)/.exec(status)?.[1] ?? 0) / 1024 };
}
