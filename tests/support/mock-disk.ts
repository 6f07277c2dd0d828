import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const FOLDER = path.join(os.tmpdir(), 'vrlab-mock-disk');
const MOUNT = 'mount -t tmpfs vrlab-mock-disk "$0" && TMPDIR="$0" exec "$@"';

const command = ['unshare', '--mount', 'sh', '-c', MOUNT, FOLDER] as const;
let usable: boolean | null = null;

/**
 * umockdev makes a file for every attribute of every device, and removes them at its end; ext4 takes most of a second for
 * what memory does in some hundredths.
 * @returns command in front of a program, whose temporary files are then in memory of its own. Empty where this process may
 * not mount: everything works there, only slower.
 */
export function onMockDisk(): readonly string[] {
  mkdirSync(FOLDER, { recursive: true });
  usable ??= spawnSync(command[0], [...command.slice(1), 'true']).status === 0;
  return usable ? command : [];
}
