import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** The kernel cuts names of processes to this many bytes (proc(5), /proc/pid/comm). */
const COMM_BYTES = 15;

/** Kernel's name of a process, without its line end; empty for one that has just ended. */
function commOf(folder: string): Buffer {
  try {
    // At once: it never waits, and hundreds of trips through the thread pool would cost ten times as much.
    return readFileSync(`${folder}/comm`).subarray(0, -1);
  } catch {
    return Buffer.alloc(0);
  }
}

/** Name a process was started as, without folders of either system: Windows programs run here too. */
async function startedAs(folder: string): Promise<string> {
  const cmdline = await readFile(`${folder}/cmdline`, 'utf8').catch(() => '');
  return cmdline.split('\0')[0]?.split(/[\\/]/).at(-1) ?? '';
}

/**
 * Names of all programs that run, or null when processes cannot be listed. Kernel threads with long names are left out.
 * @param proc `/proc`.
 */
export async function listLinuxProcesses(proc = '/proc'): Promise<string[] | null> {
  let processes: string[];
  try {
    processes = readdirSync(proc).filter((name) => /^\d+$/.test(name));
  } catch {
    return null;
  }
  if (processes.length === 0) return null;
  const names = processes.map((id) => {
    const comm = commOf(`${proc}/${id}`);
    return comm.length < COMM_BYTES ? Promise.resolve(comm.toString('utf8')) : startedAs(`${proc}/${id}`);
  });
  return (await Promise.all(names)).filter((name) => name !== '');
}
