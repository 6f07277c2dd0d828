import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import { ROOT } from '../../tests/support/vrlab.ts';
import type { ContractClient } from '../../src/shared/contract.ts';
import { MockedMachine } from '../../tests/support/pc/mocked-machine.ts';
import { describedWorld } from '../../tests/worlds/generator/world-folders.ts';
import { HOST_ENVIRONMENT, HOST_OPTIONS } from '../host-options.mjs';
import { atMost, type Figure } from './figure.ts';

const QUIET_SECONDS = 10;

/** Resident set in kB, and how often the process woke by itself: any polling loop shows here. */
function usage(pid: number): { kilobytes: number; wakeups: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const number = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
  return { kilobytes: number('VmRSS'), wakeups: number('voluntary_ctxt_switches') };
}

/** The web host with a screen connected and watching, nothing happening. */
export async function idleHost(): Promise<Figure[]> {
  await using machine = await MockedMachine.start();
  await machine.plug(describedWorld('index-complete'), []);
  const data = mkdtempSync(path.join(os.tmpdir(), 'vrlab-bench-'));
  const host = spawn(process.execPath, [...HOST_OPTIONS, path.join(ROOT, 'out/main/web.js'), '--data', data], {
    env: { ...HOST_ENVIRONMENT, ...process.env, ...machine.env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let address = '';
  for await (const line of readline.createInterface(host.stdout))
    if (line.startsWith('http')) {
      address = line;
      break;
    }
  const { origin, hash } = new URL(address);
  const token = new URLSearchParams(hash.slice(1)).get('token');
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/api`, ['vrlab.v1', `token.${token}`], { origin });
  await new Promise((resolve) => socket.once('open', resolve));
  const client: ContractClient = createORPCClient(new RPCLink({ websocket: socket as never }));
  const states = await client.check.live();
  await states.next();
  await sleep(3000);
  const before = usage(host.pid!);
  await sleep(QUIET_SECONDS * 1000);
  const after = usage(host.pid!);
  socket.close();
  host.kill('SIGTERM');
  return [
    atMost('idle host, resident', after.kilobytes / 1024, 80, 'MB', 1),
    atMost('idle host, wake-ups', (after.wakeups - before.wakeups) / QUIET_SECONDS, 1, 'per second', 1),
  ];
}
