import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
const START_MS = 15_000;

interface Launch {
  readonly args?: readonly string[];
  /** STAND_IN_… settings of electron-stand-in.ts, or variables the program reads. */
  readonly env?: Readonly<Record<string, string>>;
  readonly data?: string;
}

interface FromShell {
  readonly id?: number;
  readonly value?: unknown;
  readonly error?: string;
  readonly shown?: boolean;
  /** Arguments it starts itself anew with, the path of the program first. */
  readonly relaunch?: readonly string[];
  readonly errorBox?: { readonly title: string; readonly content: string };
}

export const temporaryFolder = () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vrlab-electron-'));
  return { path: folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
};

export const worldFolder = (name: string): string => path.join(ROOT, 'tests/worlds', name);

function launch({ args = [], env = {}, data }: Launch) {
  const scratch = temporaryFolder();
  const dataDirectory = data ?? path.join(scratch.path, 'data');
  const { ELECTRON_RENDERER_URL: _, ...inherited } = process.env;
  const child = fork(path.join(import.meta.dirname, 'run-shell.mjs'), ['--data', dataDirectory, ...args], {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...inherited,
      // If the stand-in ever failed to replace the package, it must not start a download.
      ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent',
      // A program that forgot --data must not write to the real records of this PC.
      VRLAB_DATA: path.join(scratch.path, 'forgotten'),
      STAND_IN_PROFILE: scratch.path,
      ...env,
    },
  });
  let output = '';
  child.stdout?.on('data', (text) => (output += String(text)));
  child.stderr?.on('data', (text) => (output += String(text)));
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  void exited.then(() => scratch[Symbol.dispose]());
  return { child, dataDirectory, exited, output: () => output };
}

/** Starts the built program and waits until its window is shown. */
export async function startShell(options: Launch = {}) {
  const { child, dataDirectory, exited, output } = launch(options);
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const shown = Promise.withResolvers<void>();
  const relaunches: (readonly string[])[] = [];
  child.on('message', ({ id, value, error, shown: isShown, errorBox, relaunch }: FromShell) => {
    if (relaunch !== undefined) relaunches.push(relaunch.slice(1));
    if (isShown === true) shown.resolve();
    if (errorBox !== undefined) shown.reject(new Error(`error box: ${errorBox.title}`));
    const question = id === undefined ? undefined : waiting.get(id);
    if (error === undefined) question?.resolve(value);
    else question?.reject(new Error(error));
  });
  const tooLong = setTimeout(() => shown.reject(new Error(`no window in time: ${output()}`)), START_MS);
  void exited.then((code) => shown.reject(new Error(`ended with ${code}: ${output()}`)));
  await shown.promise.finally(() => clearTimeout(tooLong));
  let questions = 0;
  return {
    pid: child.pid!,
    dataDirectory,
    exited,
    /** What it asked to be started with anew, when it ended. */
    relaunches,
    /** One command of parent-commands.ts. */
    ask<Answer>(command: string, ...args: readonly unknown[]): Promise<Answer> {
      const question = Promise.withResolvers<unknown>();
      waiting.set(++questions, question);
      child.send({ id: questions, command, args });
      return question.promise as Promise<Answer>;
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

export type RunningShell = Awaited<ReturnType<typeof startShell>>;

/** Runs the built program when it is expected to end by itself. */
export async function runToEnd(options: Launch) {
  const { child, exited, output } = launch(options);
  const errorBoxes: NonNullable<FromShell['errorBox']>[] = [];
  const relaunches: (readonly string[])[] = [];
  child.on('message', ({ errorBox, relaunch }: FromShell) => {
    if (errorBox !== undefined) errorBoxes.push(errorBox);
    if (relaunch !== undefined) relaunches.push(relaunch.slice(1));
  });
  const tooLong = setTimeout(() => child.kill('SIGKILL'), START_MS);
  const code = await exited;
  clearTimeout(tooLong);
  return { code, errorBoxes, relaunches, output: output() };
}
