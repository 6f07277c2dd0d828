import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';

/** Google's own adb, as Debian builds it (package `adb`); null where it is not installed. */
export const GOOGLE_ADB: string | null = (() => {
  const found = spawnSync('sh', ['-c', 'command -v adb'], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout.trim() : null;
})();

export const WITHOUT_ADB = 'Google adb is not installed: apt-get install adb';

/** Runs it against a server on a port of ours; it starts none, because that one answers. */
export async function googleAdb(port: number, ...args: readonly string[]) {
  const run = promisify(execFile);
  const { stdout } = await run(GOOGLE_ADB!, ['-P', String(port), ...args], { timeout: 20_000 });
  return stdout;
}
