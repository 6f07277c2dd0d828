import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeDurably } from '../kept/write-durably.ts';
import { formatMark, type Mark, type MarkPlace, parseMark } from './mark.ts';

const NAME = 'publication-mark.json';

/** One data folder, one mark: demonstrations and tests do not raise that of the real PC. */
export const markKey = (dataDirectory: string): string =>
  createHash('sha256').update(path.resolve(dataDirectory)).digest('hex').slice(0, 16);

const stateFolder = (): string =>
  path.join(process.env['XDG_STATE_HOME'] ?? path.join(os.homedir(), '.local', 'state'), 'vrlab-check');

/** In the data folder, and in the state folder of the user who runs the program. */
const filesOf = (dataDirectory: string): { near: string; far: string } => ({
  near: path.join(dataDirectory, NAME),
  far: path.join(stateFolder(), `${markKey(dataDirectory)}.${NAME}`),
});

function read(file: string): Mark[] {
  try {
    const mark = parseMark(readFileSync(file, 'utf8'));
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
  return [place('data-folder', near), place('state-folder', far)];
}

/** Cheap enough for every start. */
export function readMarkFiles(dataDirectory: string): Mark[] {
  const { near, far } = filesOf(dataDirectory);
  return [...read(near), ...read(far)];
}
