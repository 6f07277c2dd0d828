import { fileURLToPath } from 'node:url';
import type { Readable } from 'node:stream';
import { utilityProcess } from 'electron';
import { HEAP_MIB } from '../core/platform/untrusted/untrusted-reader.ts';
import { readTail, readerEnvironment, readerProgramUrl } from '../core/platform/untrusted/read-apart.ts';
import type { ReadAnswer, StartReader } from '../core/platform/untrusted/reader-protocol.ts';

/**
 * Starts the reader of untrusted files as a utility process: the fuse `runAsNode` is off, so Electron's own program cannot
 * be started as Node. Such a process never keeps Electron from quitting.
 */
export const startElectronReader: StartReader = ({ answered, ended }) => {
  const child = utilityProcess.fork(fileURLToPath(readerProgramUrl()), [], {
    serviceName: 'VR Lab Check file reader',
    stdio: ['ignore', 'ignore', 'pipe'],
    env: readerEnvironment(),
    execArgv: [`--js-flags=--max-old-space-size=${HEAP_MIB}`],
  });
  const output = readTail(child.stderr as Readable);
  // V8 ended it: `location` says in which of its functions.
  let fatal = '';
  child.on('error', (type, location) => (fatal = `${type} ${location}`));
  child.on('message', (answer: ReadAnswer) => answered(answer));
  // What it wrote last may come after it has ended.
  child.once('exit', () => setImmediate(() => ended(`${output()}\n${fatal}`)));
  return {
    pid: child.pid,
    send: (request) => child.postMessage(request),
    kill: () => void child.kill(),
    keepHostAlive: () => undefined,
  };
};
