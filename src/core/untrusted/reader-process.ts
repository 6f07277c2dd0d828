import { Worker } from 'node:worker_threads';
import { messageOf } from '../probes/probe.ts';
import { MEMORY_WORD, type ReadAnswer, type ReadRequest } from './reader-protocol.ts';
import { READERS, type UntrustedKind } from './readers.ts';

/** How often its memory is looked at. A parser fills some megabytes in this time. */
const WATCH_MS = 10;

/** Shared with the watching thread: most bytes of resident memory (in KiB), and when the file has to be done (0: none is read). */
const shared = new Int32Array(new SharedArrayBuffer(8));
const [MOST_KIB, ENDS_AT] = [0, 1];

/**
 * A thread of its own watches the memory, because the one that reads may not come to anything else. It ends the process
 * without asking it: also when the host that would have done so is gone.
 */
const WATCH = `
  const { writeSync } = require('node:fs');
  const { workerData } = require('node:worker_threads');
  const host = process.ppid;
  const seconds = () => Number(process.hrtime.bigint() / 1000000000n % 0x3fffffffn);
  setInterval(() => {
    const [most, endsAt] = workerData.shared;
    const over = most > 0 && process.memoryUsage.rss() / 1024 > most;
    if (over) writeSync(2, workerData.word);
    if (over || process.ppid !== host || (endsAt > 0 && seconds() > endsAt)) process.kill(process.pid, 'SIGKILL');
  }, workerData.every);
`;
const watch = new Worker(WATCH, {
  eval: true,
  workerData: { shared, word: `${MEMORY_WORD}\n`, every: WATCH_MS },
  resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
});
const watching = new Promise<void>((resolve) => watch.once('online', () => resolve()));
watch.unref();

/** The same clock in both threads, and none that can be set. */
const seconds = (): number => Number((process.hrtime.bigint() / 1_000_000_000n) % 0x3fff_ffffn);

async function answer({ id, kind, input, mostBytes, deadlineMs }: ReadRequest): Promise<ReadAnswer> {
  await watching;
  shared[MOST_KIB!] = Math.floor(mostBytes / 1024);
  shared[ENDS_AT!] = seconds() + Math.ceil(deadlineMs / 1000) + 1;
  const began = performance.now();
  const outcome = await outcomeOf(READERS[kind as UntrustedKind] as Read, input);
  shared[ENDS_AT!] = 0;
  return { id, outcome, milliseconds: performance.now() - began, rss: process.memoryUsage.rss() };
}

type Read = (input: unknown) => Promise<{ readonly ok: boolean }>;

async function outcomeOf(read: Read, input: unknown): Promise<ReadAnswer['outcome']> {
  try {
    return await read(input);
  } catch (cause) {
    return { threw: messageOf(cause) };
  }
}

/** Electron's utility processes speak through a port, those of Node through a channel. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: ReadRequest }) => void): void;
  postMessage(answer: ReadAnswer): void;
}
const { parentPort } = process as unknown as { readonly parentPort?: ParentPort };
if (parentPort === undefined) {
  process.on('message', (request: ReadRequest) => void answer(request).then((done) => process.send?.(done)));
  process.on('disconnect', () => process.exit());
} else {
  parentPort.on('message', ({ data }) => void answer(data).then((done) => parentPort.postMessage(done)));
}
// Ctrl+C in a terminal reaches it as well; the host decides when it ends.
process.on('SIGINT', () => undefined);
