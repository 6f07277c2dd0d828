import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const FOLDER = path.join(os.tmpdir(), 'vrlab-mock-disk');

/** Mounts in a mount namespace of its own, as root may do it and as anybody else may in a user namespace. */
const WAYS = [
  ['unshare --mount', ''],
  // What the program may do is then what its user may: rights over the namespace would let it read what was closed to it.
  ['unshare --map-current-user --keep-caps --mount', 'setpriv --ambient-caps=-all --inh-caps=-all'],
].map(([unshare, setpriv]) => [
  ...unshare!.split(' '),
  'sh',
  '-c',
  `mount -t tmpfs vrlab-mock-disk "$0" && TMPDIR="$0" exec ${setpriv} "$@"`,
  FOLDER,
]);

let way: readonly string[] | null = null;

/**
 * umockdev makes a file for every attribute of every device, and removes them at its end; ext4 takes most of a second for
 * what memory does in some hundredths.
 * @returns command in front of a program, whose temporary files are then in memory of its own. Empty where this process may
 * not mount: everything works there, only slower.
 */
export function onMockDisk(): readonly string[] {
  mkdirSync(FOLDER, { recursive: true });
  way ??= WAYS.find(([program, ...args]) => spawnSync(program!, [...args, 'true']).status === 0) ?? [];
  return way;
}
