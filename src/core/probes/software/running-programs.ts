import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** How long PowerShell may take to list processes, usually a second or two; after that the other facts are used without this one. */
const TIMEOUT_MS = 6000;

/** Lists the names of all running programs; null where processes cannot be listed. */
async function listProcesses(signal: AbortSignal): Promise<readonly string[] | null> {
  if (process.platform === 'linux') return await listLinuxProcesses();
  const { querySystemInformation } = await import('../systeminformation/query-system-information.ts');
  // The library returns an empty list where it could not start its program: at least this process is running.
  const patience = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
  const names = await querySystemInformation('processes', patience).catch(() => []);
  return names.length === 0 ? null : names;
}

/** Finds which of these programs are running, in the spelling of the list; the case does not matter. */
export async function findRunning(programs: readonly string[], signal: AbortSignal): Promise<string[] | null> {
  if (programs.length === 0) return [];
  const names = await listProcesses(signal);
  if (names === null) return null;
  const running = new Set(names.map((name) => name.toLowerCase()));
  return programs.filter((program) => running.has(program.toLowerCase()));
}

/** Maximum length of process names in the kernel, in bytes (proc(5), /proc/pid/comm). */
const COMM_BYTES = 15;

/** The kernel's name of a process, without the line break; empty where the process has just ended. */
function readKernelName(folder: string): Buffer {
  try {
    // Synchronous, because procfs never blocks, and hundreds of asynchronous reads would take ten times as long.
    return readFileSync(`${folder}/comm`).subarray(0, -1);
  } catch {
    return Buffer.alloc(0);
  }
}

/**
 * Name of a process: the kernel's where it is not cut, else the file name it was started as. The path may be one of Windows, because
 * Wine runs Windows programs.
 */
async function readProcessName(folder: string): Promise<string> {
  const comm = readKernelName(folder);
  if (comm.length < COMM_BYTES) return comm.toString('utf8');
  const cmdline = await readFile(`${folder}/cmdline`, 'utf8').catch(() => '');
  return cmdline.split('\0')[0]?.split(/[\\/]/).at(-1) ?? '';
}

/**
 * Lists the names of all running programs; null where processes cannot be listed. Kernel threads with long names are left out.
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
  const names = await Promise.all(processes.map((id) => readProcessName(`${proc}/${id}`)));
  return names.filter((name) => name !== '');
}
