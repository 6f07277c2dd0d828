import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { snapshotReader } from '../../src/core/check-run/untrusted-readers.ts';
import { assetRegisterReader } from '../../src/core/inspections/untrusted-readers.ts';
import { startReaderProgram, UntrustedFiles } from '../../src/core/platform/untrusted/read-apart.ts';
import type { StartReader } from '../../src/core/platform/untrusted/reader-protocol.ts';
import { goodWorkbook } from '../support/lab/hostile-workbooks.ts';
import { ROOT } from '../support/vrlab.ts';

const PROGRAM = pathToFileURL(path.join(ROOT, 'out/main/reader-process.js'));
const MIB = 1 << 20;
const NOW = new Date('2026-11-22T01:00:00Z');

/** Nine million empty objects: 27 MB of text, half a gigabyte of memory, seconds of work. */
const hungry = Buffer.from(`[${'{},'.repeat(9_000_000)}{}]`);
/** Most resident memory a process ever had, in MiB. */
const peakOf = (pid: number) => Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

/** One that has ended may stay listed where nobody asks for its exit code. */
function lives(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
async function untilGone(pid: number): Promise<void> {
  for (let time = 0; time < 200 && lives(pid); time += 1) await wait(50);
  expect(lives(pid)).toBe(false);
}

let started: number[] = [];
const start: StartReader = (events) => {
  const reader = startReaderProgram(PROGRAM, events);
  started.push(reader.pid!);
  return reader;
};
const opened: UntrustedFiles[] = [];
const files = (idleMs?: number) => {
  started = [];
  const made = new UntrustedFiles(start, idleMs);
  opened.push(made);
  return made;
};
afterEach(() => {
  for (const one of opened.splice(0)) one.close();
});

const books = async (reader: UntrustedFiles) => {
  const read = await reader.read(assetRegisterReader, {
    file: { name: 'books.xlsx', bytes: await goodWorkbook() },
    now: NOW,
  });
  return read.ok ? read.value.rows.length : read.problem.code;
};
const snapshot = (reader: UntrustedFiles, bytes: Uint8Array, limits?: { deadlineMs: number; maxBytes: number }) =>
  reader.read(snapshotReader, { file: 'snapshot.json', bytes }, undefined, limits);

describe('files of strangers', () => {
  it('are read one after the other by one process', async () => {
    const reader = files();
    expect(await Promise.all([books(reader), books(reader), books(reader)])).toEqual([1, 1, 1]);
    expect(started).toHaveLength(1);
  });

  it('that need too much memory end their reader, and the next one is read', async () => {
    const reader = files();
    expect(await books(reader)).toBe(1);
    const before = process.memoryUsage.rss();
    let peak = 0;
    const looking = setInterval(() => {
      if (existsSync(`/proc/${started[0]}/status`)) peak = Math.max(peak, peakOf(started[0]!) || 0);
    }, 5);
    const read = await snapshot(reader, hungry, { deadlineMs: 60_000, maxBytes: 256 * MIB });
    clearInterval(looking);
    expect(read).toEqual({
      ok: false,
      problem: { code: 'file-needs-too-much-memory', params: { file: 'snapshot.json' } },
    });
    // What is filled between two looks, on a busy machine.
    expect(peak).toBeGreaterThan(200);
    expect(peak).toBeLessThan(256 + 128);
    expect(process.memoryUsage.rss() - before).toBeLessThan(128 * MIB);
    expect(await books(reader)).toBe(1);
    expect(started).toHaveLength(2);
  });

  it('that take too long end their reader', async () => {
    const reader = files();
    expect(await books(reader)).toBe(1);
    const read = await snapshot(reader, hungry, { deadlineMs: 200, maxBytes: 4096 * MIB });
    expect(read).toEqual({
      ok: false,
      problem: { code: 'file-took-too-long', params: { file: 'snapshot.json', seconds: 1 } },
    });
    expect(await books(reader)).toBe(1);
  });

  it('are given up when nobody wants them any more', async () => {
    const reader = files();
    const ending = new AbortController();
    const reading = reader.read(snapshotReader, { file: 'snapshot.json', bytes: hungry }, ending.signal);
    await wait(300);
    ending.abort();
    expect(await reading).toMatchObject({ problem: { code: 'file-not-read' } });
    expect(await books(reader)).toBe(1);
  });

  it('leave no process behind that waits for ever', async () => {
    const reader = files(50);
    expect(await books(reader)).toBe(1);
    await untilGone(started[0]!);
    expect(await books(reader)).toBe(1);
  });

  it('keep no host from ending, and end with a host that is killed', async () => {
    const host = (more: string) => `
      import { UntrustedFiles } from ${JSON.stringify(path.join(ROOT, 'src/core/platform/untrusted/read-apart.ts'))};
      import { snapshotReader } from ${JSON.stringify(path.join(ROOT, 'src/core/check-run/untrusted-readers.ts'))};
      import { startReaderProgram } from ${JSON.stringify(path.join(ROOT, 'src/core/platform/untrusted/read-apart.ts'))};
      const files = new UntrustedFiles((events) => {
        const reader = startReaderProgram(new URL(${JSON.stringify(PROGRAM.href)}), events);
        process.stdout.write(reader.pid + '\\n');
        return reader;
      });
      ${more}`;
    const run = (code: string) =>
      spawn(process.execPath, ['--input-type=module', '-e', code], { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] });
    const quiet = run(host(`await files.read(snapshotReader, { file: 'a', bytes: Buffer.from('{}') });`));
    expect(((await once(quiet, 'close')) as [number])[0]).toBe(0);

    const killed = run(
      host(
        `await files.read(snapshotReader, { file: 'a', bytes: Buffer.from('[' + '{},'.repeat(9_000_000) + '{}]') });`,
      ),
    );
    const [pid] = (await once(killed.stdout, 'data')) as [Buffer];
    await wait(500);
    killed.kill('SIGKILL');
    await untilGone(Number(pid));
  });
});
