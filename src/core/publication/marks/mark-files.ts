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

const nearFile = (dataDirectory: string): string => path.join(dataDirectory, NAME);

function read(file: string): Mark | null {
  try {
    return parseMark(readFileSync(file, 'utf8'));
  } catch {
    return null;
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

/** In the data folder. */
export const nearMarkPlace = (dataDirectory: string): MarkPlace => place('data-folder', nearFile(dataDirectory));

/** Outside it, in the state folder of the user who runs the program. */
export const farMarkPlace = (dataDirectory: string): MarkPlace =>
  place('state-folder', path.join(stateFolder(), `${markKey(dataDirectory)}.${NAME}`));

/** The higher of the two file marks; cheap enough for every start. */
export function readNearMark(dataDirectory: string): Mark | null {
  const far = path.join(stateFolder(), `${markKey(dataDirectory)}.${NAME}`);
  const marks = [read(nearFile(dataDirectory)), read(far)].filter((mark) => mark !== null);
  return marks.toSorted((a, b) => b.version - a.version)[0] ?? null;
}
