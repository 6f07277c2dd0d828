import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { messageOf } from '../platform/message-of.ts';
import { syncFolder, writeDurably } from '../platform/write-durably.ts';

/** Everything that a row of the school file may change; of the two files of secrets a host has one. */
const FILES = ['station.json', 'teacher.json', 'channels.json', 'pins.json', 'secrets.json', 'secrets-sealed.json'];
const UNDO_SCHEMA = 'vrlab.setup-undo/1';
/** Setting up takes less than a second; a number of a process is given again some day. */
const ABANDONED_MS = 10 * 60_000;

const undoSchema = z.strictObject({
  schema: z.literal(UNDO_SCHEMA),
  process: z.int(),
  beganMs: z.number(),
  /** Content in base64; null: there was none. */
  files: z.record(z.string(), z.string().nullable()),
});

export const undoFileIn = (folder: string): string => path.join(folder, 'setup-undo.json');

/** Records what the settings are before they change: after a power cut the next start brings them back. */
export function beginChange(folder: string): Result<null> {
  const file = undoFileIn(folder);
  try {
    const files = Object.fromEntries(
      FILES.map((name) => {
        const place = path.join(folder, name);
        return [name, existsSync(place) ? readFileSync(place).toString('base64') : null];
      }),
    );
    const record: z.infer<typeof undoSchema> = {
      schema: UNDO_SCHEMA,
      process: process.pid,
      beganMs: Date.now(),
      files,
    };
    writeDurably(file, JSON.stringify(record));
    return succeed(null);
  } catch (cause) {
    return fail('setup-not-begun', { file, detail: messageOf(cause) });
  }
}

/** Everything is written: from now on the new settings count. */
export function endChange(folder: string): void {
  rmSync(undoFileIn(folder), { force: true });
  syncFolder(folder);
}

/** Brings back what was there before the change. @throws the error of the operating system; the next start tries again. */
export function undoChange(folder: string): void {
  const read = undoSchema.safeParse(JSON.parse(readFileSync(undoFileIn(folder), 'utf8')));
  // Written whole or not at all: another schema is of a newer release, which undoes it itself.
  if (!read.success) return;
  for (const name of FILES) {
    const content = read.data.files[name];
    const place = path.join(folder, name);
    if (typeof content === 'string') writeDurably(place, Buffer.from(content, 'base64'));
    else if (content === null) rmSync(place, { force: true });
  }
  endChange(folder);
}

/** At every start: undoes what was interrupted, unless it is still going on in another process. */
export function undoInterrupted(folder: string, isAlive: (process: number) => boolean = isRunning): void {
  try {
    const read = undoSchema.safeParse(JSON.parse(readFileSync(undoFileIn(folder), 'utf8')));
    if (!read.success) return;
    const age = Date.now() - read.data.beganMs;
    if (age >= 0 && age < ABANDONED_MS && read.data.process !== process.pid && isAlive(read.data.process)) return;
    undoChange(folder);
  } catch {
    // Cannot be read or written now: what needs the settings says why, and the next start tries again.
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
}
