import { Worker } from 'node:worker_threads';
import { MEMORY_LIMIT_MESSAGE, type ReadAnswer, type ReadRequest } from './reader-protocol.ts';
import type { Result } from '../../../shared/domain/result.ts';
import type { UntrustedReader } from './untrusted-reader.ts';

/** How often its memory is looked at while a file is read. A parser fills some megabytes in this time. */
const WATCH_MS = 10;

/**
 * Shared with the watching thread: which file is read (0: none), most resident memory in KiB, and after how many looks it has to
 * be done.
 */
const shared = new Int32Array(new SharedArrayBuffer(12));
const FILE = 0;
const MAX_KIB = 1;
const MAX_CHECKS = 2;

/**
 * A thread of its own watches, because the one that reads may not come to anything else. It ends the process without asking
 * that one: also when the host, which would have done so at the deadline, is gone. Between files it sleeps.
 *
 * It starts beside the first file instead of before it: starting takes as long as most files do. Until then V8's own limit
 * and the host's deadline hold.
 */
const WATCH = `
  const { writeSync } = require('node:fs');
  const { workerData: { shared, word, every } } = require('node:worker_threads');
  const host = process.ppid;
  for (;;) {
    Atomics.wait(shared, ${FILE}, 0);
    const file = Atomics.load(shared, ${FILE});
    for (let looks = 0; Atomics.load(shared, ${FILE}) === file; looks += 1) {
      const isOver = process.memoryUsage.rss() / 1024 > shared[${MAX_KIB}];
      if (isOver) writeSync(2, word);
      if (isOver || process.ppid !== host || looks > shared[${MAX_CHECKS}]) process.kill(process.pid, 'SIGKILL');
      Atomics.wait(shared, ${FILE}, file, every);
    }
  }
`;

let watch: Worker | null = null;

function watchFrom({ id, maxBytes, deadlineMs }: ReadRequest): void {
  shared[MAX_KIB] = Math.floor(maxBytes / 1024);
  // Later than the host, which knows the file's name.
  shared[MAX_CHECKS] = Math.ceil((2 * deadlineMs) / WATCH_MS);
  Atomics.store(shared, FILE, id);
  Atomics.notify(shared, FILE);
  watch ??= new Worker(WATCH, {
    eval: true,
    workerData: { shared, word: `${MEMORY_LIMIT_MESSAGE}\n`, every: WATCH_MS },
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
  });
  watch.unref();
}

function watchNoMore(): void {
  Atomics.store(shared, FILE, 0);
  Atomics.notify(shared, FILE);
}

type Read = (input: never) => Promise<{ readonly ok: boolean }>;

async function outcomeOf(read: Read, input: never): Promise<ReadAnswer['outcome']> {
  try {
    return await read(input);
  } catch (cause) {
    return { threw: cause instanceof Error ? cause.message : String(cause) };
  }
}

/** Electron's utility processes speak through a port, those of Node through a channel. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: ReadRequest }) => void): void;
  postMessage(answer: ReadAnswer): void;
}

/** Makes this process one that reads files with these readers, until its host ends it. */
export function serveReaders(readers: readonly Pick<UntrustedReader<never, Result<unknown>>, 'name' | 'read'>[]): void {
  const named = new Map(readers.map((reader) => [reader.name, reader.read]));
  const answerTo = async (request: ReadRequest, send: (answer: ReadAnswer) => void): Promise<void> => {
    const { id, reader, input } = request;
    watchFrom(request);
    const began = performance.now();
    const outcome = await outcomeOf(named.get(reader)!, input as never);
    watchNoMore();
    send({ id, outcome, milliseconds: performance.now() - began, rss: process.memoryUsage.rss() });
  };
  const { parentPort } = process as unknown as { readonly parentPort?: ParentPort };
  if (parentPort === undefined) {
    process.on('message', (request: ReadRequest) => void answerTo(request, (done) => process.send?.(done)));
    process.on('disconnect', () => process.exit());
  } else {
    parentPort.on('message', ({ data }) => void answerTo(data, (done) => parentPort.postMessage(done)));
  }
  // Ctrl+C in a terminal reaches it as well; the host decides when it ends.
  process.on('SIGINT', () => undefined);
}
