import { realpathSync } from 'node:fs';
import path from 'node:path';
import { MAX_BYTES } from '../../published/layout.ts';
import { writeDurably } from '../../platform/write-durably.ts';
import { folderSource } from '../sources/folder-source.ts';
import { type OwnRoot, parseOwnRoot, writtenOwnRoot } from './own-root.ts';

const NAME = 'own-root.json';

export const ownRootFileIn = (dataDirectory: string): string => path.join(dataDirectory, NAME);

/** Anybody may have written in the data folder, so the file is read like one on a stick. */
export async function readOwnRootFile(dataDirectory: string): Promise<OwnRoot | 'absent' | 'damaged'> {
  try {
    // The data folder may lie behind a link; the file in it may not.
    const read = await folderSource(realpathSync(dataDirectory)).read(NAME, 2 * MAX_BYTES.root);
    if (!read.ok) return 'damaged';
    if (read.value === null) return 'absent';
    return parseOwnRoot(JSON.parse(Buffer.from(read.value).toString('utf8'))) ?? 'damaged';
  } catch (cause) {
    return (cause as { code?: unknown }).code === 'ENOENT' ? 'absent' : 'damaged';
  }
}

/** Throws when it cannot be written. */
export const writeOwnRootFile = (dataDirectory: string, own: OwnRoot): void =>
  writeDurably(ownRootFileIn(dataDirectory), `${JSON.stringify(writtenOwnRoot(own), null, 1)}\n`);
