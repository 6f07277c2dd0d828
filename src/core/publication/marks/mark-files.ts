import { createHash } from 'node:crypto';
import path from 'node:path';
import { absoluteFolder, homeFolder } from '../../platform/home-folder.ts';
import { readRegularFileSync } from '../../platform/regular-file.ts';
import { writeDurably } from '../../platform/write-durably.ts';
import { formatMark, type Mark, type MarkPlace, parseMark } from './mark.ts';

const NAME = 'publication-mark.json';
/** It may hold a root of 256 KiB, encoded. */
const MAX_MARK_BYTES = 1 << 20;

/** One data folder, one mark: demonstrations and tests do not raise that of the real PC. */
export const markKey = (dataDirectory: string): string =>
  createHash('sha256').update(path.resolve(dataDirectory)).digest('hex').slice(0, 16);

/** Null: this user has no folder of their own. */
function stateFolder(): string | null {
  const home = homeFolder();
  const state =
    absoluteFolder(process.env['XDG_STATE_HOME']) ?? (home === null ? null : path.join(home, '.local', 'state'));
  return state === null ? null : path.join(state, 'vrlab-check');
}

/** In the data folder, and in the state folder of the user who runs the program. */
function filesOf(dataDirectory: string): { near: string; far: string | null } {
  const state = stateFolder();
  const far = state === null ? null : path.join(state, `${markKey(dataDirectory)}.${NAME}`);
  return { near: path.join(dataDirectory, NAME), far };
}

function read(file: string): Mark[] {
  try {
    const mark = parseMark(readRegularFileSync(file, MAX_MARK_BYTES).toString('utf8'));
    return mark === null ? [] : [mark];
  } catch {
    return [];
  }
}

const place = (name: string, file: string): MarkPlace => ({
  name,
  read: () => Promise.resolve(read(file)),
  write(mark) {
    try {
      writeDurably(file, `${formatMark(mark)}\n`);
      return Promise.resolve(true);
    } catch {
      return Promise.resolve(false);
    }
  },
});

export function markFilePlaces(dataDirectory: string): MarkPlace[] {
  const { near, far } = filesOf(dataDirectory);
  return [place('data-folder', near), ...(far === null ? [] : [place('state-folder', far)])];
}

/** Cheap enough for every start. */
export function readMarkFiles(dataDirectory: string): Mark[] {
  const { near, far } = filesOf(dataDirectory);
  return [...read(near), ...(far === null ? [] : read(far))];
}
