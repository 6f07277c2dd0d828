import { accessSync, constants, existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { applyFolderMode, modeForFile } from '../core/platform/access/file-mode.ts';
import { messageOf } from '../core/platform/message-of.ts';
import { parseJson } from '../core/platform/read-json-file.ts';
import { readRegularFile, defaultLimit } from '../core/platform/regular-file.ts';
import { fail, type Result, succeed } from '../shared/domain/result.ts';
import { SNAPSHOT_SCHEMA } from '../shared/domain/schema-names.ts';
import type { Snapshot } from '../shared/domain/snapshot.ts';

/** Larger than any snapshot: what is longer is a file of something else. */
const MOST_BYTES = 64 << 20;

/**
 * Whether a snapshot can be written there, so that a command can refuse before it has done anything.
 * @returns `file-not-written`, `file-is-no-snapshot`, `file-not-regular`.
 */
export async function examineTarget(file: string): Promise<Result<void>> {
  try {
    if (existsSync(file)) return await requireSnapshot(file);
    accessSync(path.dirname(file), constants.W_OK);
    return succeed(undefined);
  } catch (cause) {
    return fail('file-not-written', { file, detail: messageOf(cause) });
  }
}

/**
 * Writes a snapshot to a file that a person named. An earlier snapshot is replaced, and no file of anything else.
 * @returns the file, or `file-not-written`, `file-is-no-snapshot`, `file-not-regular`.
 */
export async function writeSnapshot(file: string, snapshot: Snapshot): Promise<Result<string>> {
  const content = `${JSON.stringify(snapshot, null, 1)}\n`;
  try {
    await writeFile(file, content, { flag: 'wx', mode: modeForFile(file) });
    return succeed(file);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST')
      return fail('file-not-written', { file, detail: messageOf(cause) });
  }
  const replaceable = await requireSnapshot(file);
  if (!replaceable.ok) return replaceable;
  try {
    await writeFile(file, content);
    applyFolderMode(file);
    return succeed(file);
  } catch (cause) {
    return fail('file-not-written', { file, detail: messageOf(cause) });
  }
}

async function requireSnapshot(file: string): Promise<Result<void>> {
  const earlier = await readRegularFile(file, defaultLimit(MOST_BYTES));
  if (!earlier.ok) return earlier;
  if (earlier.value.length > 0 && !isSnapshot(file, earlier.value)) return fail('file-is-no-snapshot', { file });
  return succeed(undefined);
}

function isSnapshot(file: string, bytes: Buffer): boolean {
  const json = parseJson(file, bytes);
  return json.ok && (json.value as { schema?: unknown } | null)?.schema === SNAPSHOT_SCHEMA;
}
