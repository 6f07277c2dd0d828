import { spawn } from 'node:child_process';
import { createServer, type NetConnectOpts } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { askServer, findServer } from './ask-server.ts';
import { listedHeadsets } from './listed-headsets.ts';

export interface OwnServer {
  readonly place: NetConnectOpts;
  readonly version: number;
  readonly pid: number;
  /** Ends it and waits until it is gone. */
  readonly end: () => Promise<void>;
}

const STARTS_WITHIN_MS = 5000;
const ENDS_WITHIN_MS = 1000;

/**
 * Starts an adb server of our own on a port nobody uses, where no other adb looks for one: no version can clash, and no other
 * program's server is ended. It belongs to this process and ends with it.
 * @returns null where it does not start.
 */
export async function startOwnServer(program: string, signal: AbortSignal): Promise<OwnServer | null> {
  const port = await freePort();
  const place = { host: '127.0.0.1', port };
  // Adb takes no other name of this PC than `localhost` here.
  const child = spawn(program, ['-L', `tcp:localhost:${port}`, 'server', 'nodaemon'], {
    stdio: 'ignore',
    windowsHide: true,
    env: { ...withoutAdb(process.env), ADB_MDNS: '0', ADB_LOCAL_TRANSPORT_MAX_PORT: '5553' },
  });
  const ended = new AbortController();
  const gone = new Promise<void>((resolve) => {
    ended.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  child.once('exit', () => ended.abort());
  child.once('error', () => ended.abort());
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  const end = async () => {
    child.kill();
    await Promise.race([gone, sleep(ENDS_WITHIN_MS, undefined, { ref: false }).then(kill)]);
    await gone;
    process.removeListener('exit', kill);
  };
  const until = performance.now() + STARTS_WITHIN_MS;
  while (!ended.signal.aborted && !signal.aborted && performance.now() < until) {
    const found = await findServer(place, signal);
    if (found.kind === 'server' && child.pid !== undefined)
      return { place, version: found.version, pid: child.pid, end };
    await sleep(50);
  }
  await end();
  return null;
}

/** Another adb's server and settings are not for ours; nor does ours look for emulators on ports of this PC. */
const withoutAdb = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => !/^(?:ADB_SERVER_SOCKET|ANDROID_ADB_SERVER_|ANDROID_SERIAL|ADB_TRACE)/.test(name),
    ),
  );

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A server that has just started finds devices one by one, and asks each whether it may speak to it. */
export async function untilListed(place: NetConnectOpts, wanted: number, signal: AbortSignal, withinMs = 3000) {
  const until = performance.now() + withinMs;
  for (;;) {
    const answer = await askServer(place, 'host:devices-l', signal);
    const list = answer.kind === 'okay' ? listedHeadsets(answer.text) : [];
    const settled = list.length >= wanted && list.every(({ state }) => !UNSETTLED.has(state));
    if (settled || signal.aborted || performance.now() >= until) return list;
    await sleep(100);
  }
}
const UNSETTLED: ReadonlySet<string> = new Set(['connecting', 'authorizing', 'offline']);
