import { fork } from 'node:child_process';
import type { Readable } from 'node:stream';
import { HEAP_MIB } from './limits.ts';
import type { ReadAnswer, ReaderEvents, ReaderProcess, StartReader } from './reader-protocol.ts';

/** The last of its standard error; V8 writes some kilobytes when its heap is full. */
const KEPT_TEXT = 8192;

/** What the process needs of the environment. Nothing else of it: no preloaded libraries, no options for Node. */
const ENVIRONMENT = ['SystemRoot', 'windir', 'TEMP', 'TMP', 'TMPDIR'];

export const readerEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    ENVIRONMENT.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );

/** The program of the process, beside the sources or the built chunk that starts it. */
export function readerProgram(): URL {
  return new URL(
    import.meta.url.endsWith('.ts') ? '../../app/reader-process.ts' : './reader-process.js',
    import.meta.url,
  );
}

/** Starts the reader as a child process of this Node. */
export const startNodeReader: StartReader = (events) => startReaderProgram(readerProgram(), events);

export function startReaderProgram(program: URL, { answered, ended }: ReaderEvents): ReaderProcess {
  const child = fork(program, {
    env: readerEnvironment(),
    execArgv: [`--max-old-space-size=${HEAP_MIB}`],
    serialization: 'advanced',
    // No /dev/null: a process forked in a mocked world may hang opening it.
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
  });
  child.stdin?.end();
  child.stdout?.resume();
  const said = lastOf(child.stderr!);
  let isOver = false;
  const end = () => {
    if (!isOver) ended(said());
    isOver = true;
  };
  child.on('message', (answer) => answered(answer as ReadAnswer));
  child.once('error', end);
  // Not `exit`: what it wrote last may come after that.
  child.once('close', end);
  return {
    pid: child.pid,
    send: (request) => void child.send(request, () => undefined),
    kill: () => void child.kill('SIGKILL'),
    keepHostAlive(wanted) {
      const streams = [child.stdout, child.stderr] as unknown as { ref(): void; unref(): void }[];
      for (const held of [child, child.channel, ...streams])
        if (wanted) held?.ref();
        else held?.unref();
    },
  };
}

/** @returns what was written last. */
export function lastOf(stream: Readable): () => string {
  let text = '';
  stream.setEncoding('utf8').on('data', (piece: string) => {
    text = (text + piece).slice(-KEPT_TEXT);
  });
  return () => text;
}
