import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** Starting PowerShell takes a second or two; a PC that needs longer gets its other facts without this one. */
const TIMEOUT_MS = 6000;

/** Names of all programs that run; null when processes cannot be listed. */
async function listProcesses(signal: AbortSignal): Promise<readonly string[] | null> {
  if (process.platform === 'linux') return await listLinuxProcesses();
  const { querySystemInformation } = await import('../systeminformation/query-system-information.ts');
  // An empty list is the library's way to say that its program could not be started: we run ourselves.
  const patience = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
  const names = await querySystemInformation('processes', patience).catch(() => []);
  return names.length === 0 ? null : names;
}

/** Which of these programs run, as they are written in the list; upper and lower case count as the same. */
export async function findRunning(programs: readonly string[], signal: AbortSignal): Promise<string[] | null> {
  if (programs.length === 0) return [];
  const names = await listProcesses(signal);
  if (names === null) return null;
  const running = new Set(names.map((name) => name.toLowerCase()));
  return programs.filter((program) => running.has(program.toLowerCase()));
}

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

/**
 * The kernel's name where it is whole; else the name a process was started as, without the folders of either system:
 * Windows programs run here too.
 */
async function nameOf(folder: string): Promise<string> {
  const comm = commOf(folder);
  if (comm.length < COMM_BYTES) return comm.toString('utf8');
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
  const names = await Promise.all(processes.map((id) => nameOf(`${proc}/${id}`)));
  return names.filter((name) => name !== '');
}
