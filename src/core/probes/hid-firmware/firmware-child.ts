import type { HidFirmware } from '../../../shared/domain/hid-firmware.ts';
import { startChild } from '../../platform/child-program.ts';
import { THREADS } from './firmware-reports.ts';
import type { DeviceQueue, FirmwareAnswer } from './read-firmware.ts';

const HEAP_MIB = 48;

/** The program: in the source tree, or beside the built chunk that starts it. */
const programUrl = (): URL =>
  new URL(import.meta.url.endsWith('.ts') ? './firmware-process.ts' : './firmware-process.js', import.meta.url);

/**
 * Asks devices in a process that is killed at the deadline, when the signal says so, and when all have answered.
 * @returns the answers by path; who is missing has not answered.
 */
export async function readFirmwareApart(
  queues: readonly DeviceQueue[],
  deadlineMs: number,
  signal: AbortSignal,
  program: URL = programUrl(),
): Promise<ReadonlyMap<string, HidFirmware>> {
  const answers = new Map<string, HidFirmware>();
  const wanted = queues.flat().length;
  if (wanted === 0 || signal.aborted) return answers;
  await new Promise<void>((resolve) => {
    const child = startChild(
      program,
      {
        answered(answer) {
          const { path, firmware } = answer as FirmwareAnswer;
          answers.set(path, firmware);
          if (answers.size === wanted) finish();
        },
        ended: () => finish(),
      },
      { name: 'VR Lab Check firmware reader', heapMib: HEAP_MIB, threads: THREADS, seesDevices: true },
    );
    const deadline = setTimeout(finish, deadlineMs);
    signal.addEventListener('abort', finish, { once: true });
    function finish() {
      clearTimeout(deadline);
      signal.removeEventListener('abort', finish);
      child.kill();
      child.keepHostAlive(false);
      resolve();
    }
    child.send(queues);
  });
  return answers;
}
