// The tests make, sync and remove many thousands of small files, which a disk takes longer for than the tests themselves.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const NEEDED_BYTES = 6 * 1024 ** 3;

/**
 * For the program behind it temporary files are in memory, in a mount namespace of its own. Not in /dev/shm: what lies in /dev
 * umockdev takes for a device.
 * @returns command in front of a program; empty where this process may not mount, or memory is short.
 */
export function temporaryFilesInMemory() {
  if (process.getuid?.() !== 0 || os.freemem() < NEEDED_BYTES) return [];
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vrlab-tests-'));
  process.once('exit', () => rmdirSync(folder));
  const mount = 'mount -t tmpfs -o mode=1777 vrlab-tests "$0" && TMPDIR="$0" exec "$@"';
  const command = ['unshare', '--mount', 'sh', '-c', mount, folder];
  return spawnSync(command[0], [...command.slice(1), 'true']).status === 0 ? command : [];
}
