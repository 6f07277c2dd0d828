import { onlyReads } from './only-reads.ts';
import type { ShellAnswer } from './section.ts';
import { ShellOutput } from './shell-output.ts';

/** A service that was opened on a headset: what it sends, until it or we end it. */
export interface OpenService {
  readonly readable: { getReader(): ServiceReader };
}
interface ServiceReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
}

/** The way to one headset, through a server or directly. */
export interface HeadsetLine {
  /** Speaks shell protocol v2, which tells output from errors and the exit code. */
  readonly shellV2: boolean;
  /** Settles when the headset is gone, where the transport notices that apart from its services. */
  readonly gone?: Promise<unknown>;
  /** @param signal aborted when nothing more is wanted of the service: whatever it holds is given up then. */
  open(service: string, signal: AbortSignal): Promise<OpenService>;
}

/** A command that is not known to only read: a defect, and never sent. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused';
}

/**
 * The one place where commands are sent to headsets.
 * @returns what the headset answered until the deadline; `gone` also where the run was cancelled or the connection broke.
 * @throws CommandRefused for a command that may change something.
 */
export async function askHeadset(
  line: HeadsetLine,
  command: string,
  deadlineMs: number,
  cancel: AbortSignal,
): Promise<ShellAnswer> {
  if (!onlyReads(command)) throw new CommandRefused(command);
  const [askedAt, begun] = [Date.now(), performance.now()];
  const output = new ShellOutput(line.shellV2);
  const ended = new AbortController();
  const stopped = Promise.withResolvers<'no-answer' | 'gone'>();
  const timer = setTimeout(() => stopped.resolve('no-answer'), deadlineMs);
  const leave = () => stopped.resolve('gone');
  if (cancel.aborted) leave();
  line.gone?.then(leave, leave);
  cancel.addEventListener('abort', leave, { once: true });
  const service = line.shellV2 ? `shell,v2,raw:${command}` : `shell:${command}`;
  const reading = readAll(line, service, output, ended.signal);
  try {
    const how = await Promise.race([reading, stopped.promise]);
    return {
      stdout: output.text('stdout'),
      stderr: output.text('stderr'),
      exitCode: output.exitCode,
      ended: how,
      askedAt,
      durationMs: performance.now() - begun,
    };
  } finally {
    clearTimeout(timer);
    cancel.removeEventListener('abort', leave);
    ended.abort();
  }
}

/** Never rejects: what breaks is gone. */
async function readAll(
  line: HeadsetLine,
  service: string,
  output: ShellOutput,
  signal: AbortSignal,
): Promise<ShellAnswer['ended']> {
  try {
    const reader = (await line.open(service, signal)).readable.getReader();
    while (!output.full && !signal.aborted) {
      const { done, value } = await reader.read();
      // Only an old shell ends by hanging up; another one says its exit code first.
      if (done) return line.shellV2 ? 'gone' : 'whole';
      if (value !== undefined) output.take(value);
    }
    return output.cut ? 'cut' : 'whole';
  } catch {
    return 'gone';
  }
}
