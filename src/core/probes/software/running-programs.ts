import { listLinuxProcesses } from './linux-processes.ts';

/** Starting PowerShell takes a second or two; a PC that needs longer gets its other facts without this one. */
const PATIENCE_MS = 6000;

/** Names of all programs that run; null when processes cannot be listed. */
async function listProcesses(signal: AbortSignal): Promise<readonly string[] | null> {
  if (process.platform === 'linux') return await listLinuxProcesses();
  const { askSystemInformation } = await import('../systeminformation/ask.ts');
  // An empty list is the library's way to say that its program could not be started: we run ourselves.
  const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  const names = await askSystemInformation('processes', patience).catch(() => []);
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
