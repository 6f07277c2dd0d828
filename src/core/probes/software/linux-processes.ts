import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const textOf = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');

/** Kernel names of processes are cut to this many bytes (proc(5), /proc/pid/comm). */
const COMM_BYTES = 15;

/**
 * Names a Linux process goes by: the name it was started as, without folders of either system (Windows programs run here
 * too), and the kernel's name unless that may be cut off.
 */
async function namesOf(folder: string): Promise<string[]> {
  const [comm, cmdline] = await Promise.all([textOf(`${folder}/comm`), textOf(`${folder}/cmdline`)]);
  const kernelName = comm.trimEnd();
  const started = cmdline.split('\0')[0]?.split(/[\\/]/).at(-1) ?? '';
  return [started, Buffer.byteLength(kernelName) < COMM_BYTES ? kernelName : ''].filter((name) => name !== '');
}

/** Names of all programs that run, or null when processes cannot be listed. @param proc `/proc`. */
export async function listLinuxProcesses(proc = '/proc'): Promise<string[] | null> {
  const entries = await readdir(proc).catch(() => null);
  if (entries === null) return null;
  const processes = entries.filter((name) => /^\d+$/.test(name));
  if (processes.length === 0) return null;
  return (await Promise.all(processes.map((id) => namesOf(path.join(proc, id))))).flat();
}
