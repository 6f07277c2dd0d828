// A temporary folder in memory. The tests make, sync and remove many thousands of small files, which a disk takes longer for
// than the tests themselves.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const SHARED_MEMORY = '/dev/shm';
const NEEDED_BYTES = 3 * 1024 ** 3;

/** Containers often allow no programs there. */
function runsPrograms(folder) {
  const program = path.join(folder, 'program');
  writeFileSync(program, '#!/bin/sh\n', { mode: 0o700 });
  return spawnSync(program).status === 0;
}

/** @returns null where there is no such place, or it is small, or may run no programs. */
export function makeMemoryFolder() {
  try {
    const { bavail, bsize } = statfsSync(SHARED_MEMORY);
    if (bavail * bsize < NEEDED_BYTES) return null;
    const folder = mkdtempSync(path.join(SHARED_MEMORY, 'vrlab-tests-'));
    // As /tmp is: some tests take other accounts.
    chmodSync(folder, 0o1777);
    if (runsPrograms(folder)) return folder;
    rmSync(folder, { recursive: true });
    return null;
  } catch {
    return null;
  }
}
