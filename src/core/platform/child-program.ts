import { fork } from 'node:child_process';
import type { Readable } from 'node:stream';

/** A program of ours in a process of its own, which may be killed at any time: a child of Node, or a utility process of Electron. */
export interface ChildProgram<Request> {
  /** Undefined where the process could not be started. */
  readonly pid: number | undefined;
  send(request: Request): void;
  kill(): void;
  /** @param wanted whether this process keeps the host's event loop running. */
  keepHostAlive(wanted: boolean): void;
}

export interface ChildEvents<Answer> {
  readonly answered: (answer: Answer) => void;
  /** @param output end of what the process wrote to standard error. */
  readonly ended: (output: string) => void;
}

export interface ChildOptions {
  /** Names the process in Electron's list of processes. */
  readonly name: string;
  /** Heap limit of V8, in MiB. */
  readonly heapMib: number;
  /** Threads for calls into the system, where each may hang; Node has four otherwise. */
  readonly threads?: number;
  /** It opens devices: where those of this process are mocked, they are mocked for it, too. */
  readonly seesDevices?: boolean;
}

/** @param program file URL of the program. What it and the host say to each other is theirs. */
export type StartChild = (program: URL, events: ChildEvents<unknown>, options: ChildOptions) => ChildProgram<unknown>;

/** How much of the end of standard error is retained; V8 writes some kilobytes when its heap is full. */
const MAX_STDERR_CHARACTERS = 8192;

/** Environment variables the process gets. No others: they could preload libraries or set Node options. */
const PASSED_VARIABLES = ['SystemRoot', 'windir', 'TEMP', 'TMP', 'TMPDIR'];

/** What umockdev sets; passed only where this process itself runs under it. */
const MOCK_VARIABLES = ['UMOCKDEV_DIR', 'LD_PRELOAD'];

export const childEnvironment = ({ threads, seesDevices = false }: Partial<ChildOptions> = {}): Record<
  string,
  string
> => {
  const isMocked = seesDevices && process.env['UMOCKDEV_DIR'] !== undefined;
  const passed = [...PASSED_VARIABLES, ...(isMocked ? MOCK_VARIABLES : [])].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(passed), ...(threads !== undefined && { UV_THREADPOOL_SIZE: String(threads) }) };
};

/** Follows a stream. @returns a function that gives the end of what was written so far. */
export function readTail(stream: Readable): () => string {
  let text = '';
  stream.setEncoding('utf8').on('data', (piece: string) => {
    text = (text + piece).slice(-MAX_STDERR_CHARACTERS);
  });
  return () => text;
}

/** Starts a program as a child process of this Node. */
export const startNodeChild: StartChild = (program, { answered, ended }, options) => {
  const child = fork(program, {
    env: childEnvironment(options),
    execArgv: [`--max-old-space-size=${options.heapMib}`],
    serialization: 'advanced',
    // Pipes instead of /dev/null: under umockdev opening /dev/null can hang.
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
  });
  child.stdin?.end();
  child.stdout?.resume();
  const output = readTail(child.stderr!);
  let isOver = false;
  const end = () => {
    if (!isOver) ended(output());
    isOver = true;
  };
  child.on('message', answered);
  child.once('error', end);
  // `close` instead of `exit`: the last output may arrive after `exit`.
  child.once('close', end);
  return {
    pid: child.pid,
    send: (request) => void child.send(request as object, () => undefined),
    kill: () => void child.kill('SIGKILL'),
    keepHostAlive(wanted) {
      const streams = [child.stdout, child.stderr] as unknown as { ref(): void; unref(): void }[];
      for (const held of [child, child.channel, ...streams])
        if (wanted) held?.ref();
        else held?.unref();
    },
  };
};

let startOfHost: StartChild = startNodeChild;

/** Sets how programs are started, for hosts that are not plain Node. Must be called before the first one is started. */
export function startChildrenWith(start: StartChild): void {
  startOfHost = start;
}

/** Starts a program of ours in a process of its own, as this host does it. */
export const startChild: StartChild = (program, events, options) => startOfHost(program, events, options);

/** Electron's utility processes communicate through a port, those of Node through the IPC channel. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(answer: unknown): void;
}

/**
 * In the started process: serves the requests of the host until the host ends the process.
 * @param begin may send something before it is asked.
 */
export function serveParent(
  serve: (request: unknown, send: (answer: unknown) => void) => void,
  begin: (send: (answer: unknown) => void) => void = () => undefined,
): void {
  const { parentPort } = process as unknown as { readonly parentPort?: ParentPort };
  const send = (answer: unknown) => {
    if (parentPort === undefined) process.send?.(answer);
    else parentPort.postMessage(answer);
  };
  if (parentPort === undefined) {
    process.on('message', (request) => serve(request, send));
    process.on('disconnect', () => process.exit());
  } else {
    parentPort.on('message', ({ data }) => serve(data, send));
  }
  // Ctrl+C in a terminal reaches this process as well, but the host decides when it ends.
  process.on('SIGINT', () => undefined);
  begin(send);
}
