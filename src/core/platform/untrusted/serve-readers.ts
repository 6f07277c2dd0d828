import { Worker } from 'node:worker_threads';
import { serveParent } from '../child-program.ts';
import { MEMORY_LIMIT_MESSAGE, type ReadAnswer, type ReadRequest } from './reader-protocol.ts';
import type { Result } from '../../../shared/domain/result.ts';
import type { UntrustedReader } from './untrusted-reader.ts';

/** Interval between two checks of the memory while a file is read. A parser allocates some megabytes in this time. */
const WATCH_MS = 10;

/** Asked for at once: a thread that starts after the host has ended would take its heir for it. */
const HOST = process.ppid;

/**
 * Shared with the watching thread: id of the file being read (0: none), maximum resident memory in KiB, and maximum number of
 * checks until the file must be done.
 */
const shared = new Int32Array(new SharedArrayBuffer(12));
const FILE = 0;
const MAX_KIB = 1;
const MAX_CHECKS = 2;

/**
 * A separate thread watches, because a parser may block the main thread. It kills the process when the limits are exceeded or the
 * host, which enforces the deadline as well, has ended. Between files it sleeps.
 *
 * It starts in parallel to the first file: starting takes as long as reading most files. Until it runs, V8's heap limit and the
 * host's deadline apply.
 */
const WATCH = `
  const { writeSync } = require('node:fs');
  const { workerData: { shared, word, every, host } } = require('node:worker_threads');
  for (;;) {
    Atomics.wait(shared, ${FILE}, 0);
    const file = Atomics.load(shared, ${FILE});
    for (let checks = 0; Atomics.load(shared, ${FILE}) === file; checks += 1) {
      const isOver = process.memoryUsage.rss() / 1024 > shared[${MAX_KIB}];
      if (isOver) writeSync(2, word);
      if (isOver || process.ppid !== host || checks > shared[${MAX_CHECKS}]) process.kill(process.pid, 'SIGKILL');
      Atomics.wait(shared, ${FILE}, file, every);
    }
  }
`;

let watch: Worker | null = null;

function watchFrom({ id, maxBytes, deadlineMs }: ReadRequest): void {
  shared[MAX_KIB] = Math.floor(maxBytes / 1024);
  // Later than the host's own deadline: the host knows the file's name and reports it.
  shared[MAX_CHECKS] = Math.ceil((2 * deadlineMs) / WATCH_MS);
  Atomics.store(shared, FILE, id);
  Atomics.notify(shared, FILE);
  watch ??= new Worker(WATCH, {
    eval: true,
    workerData: { shared, word: `${MEMORY_LIMIT_MESSAGE}\n`, every: WATCH_MS, host: HOST },
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
  });
  watch.unref();
}

function stopWatching(): void {
  Atomics.store(shared, FILE, 0);
  Atomics.notify(shared, FILE);
}

type Read = (input: never) => Promise<{ readonly ok: boolean }>;

async function readOutcome(read: Read, input: never): Promise<ReadAnswer['outcome']> {
  try {
    return await read(input);
  } catch (cause) {
    return { threw: cause instanceof Error ? cause.message : String(cause) };
  }
}

/** Serves read requests of the host with these readers, until the host ends the process. */
export function serveReaders(readers: readonly Pick<UntrustedReader<never, Result<unknown>>, 'name' | 'read'>[]): void {
  const named = new Map(readers.map((reader) => [reader.name, reader.read]));
  const answerTo = async (request: ReadRequest, send: (answer: ReadAnswer) => void): Promise<void> => {
    const { id, reader, input } = request;
    watchFrom(request);
    const began = performance.now();
    const outcome = await readOutcome(named.get(reader)!, input as never);
    stopWatching();
    send({ id, outcome, milliseconds: performance.now() - began, rss: process.memoryUsage.rss() });
  };
  serveParent((request, send) => void answerTo(request as ReadRequest, send));
}
