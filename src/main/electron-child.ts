import { fileURLToPath } from 'node:url';
import type { Readable } from 'node:stream';
import { utilityProcess } from 'electron';
import { childEnvironment, readTail, type StartChild } from '../core/platform/child-program.ts';

/**
 * Starts a program as a utility process: the fuse `runAsNode` is off, so Electron's own program cannot be started as Node. Such
 * a process never keeps Electron from quitting.
 */
export const startElectronChild: StartChild = (program, { answered, ended }, options) => {
  const { name, heapMib } = options;
  const child = utilityProcess.fork(fileURLToPath(program), [], {
    serviceName: name,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: childEnvironment(options),
    execArgv: [`--js-flags=--max-old-space-size=${heapMib}`],
  });
  const output = readTail(child.stderr as Readable);
  // V8 ended it: `location` says in which of its functions.
  let fatal = '';
  child.on('error', (type, location) => (fatal = `${type} ${location}`));
  child.on('message', answered);
  // What it wrote last may come after it has ended.
  child.once('exit', () => setImmediate(() => ended(`${output()}\n${fatal}`)));
  return {
    pid: child.pid,
    send: (request) => child.postMessage(request),
    kill: () => void child.kill(),
    keepHostAlive: () => undefined,
  };
};
