// The default import is the object Electron teaches to read inside its archive.
import fs from 'node:fs';
import path from 'node:path';
import { fail, succeed } from '../../../shared/domain/result.ts';
import { messageOf } from '../../platform/message-of.ts';
import { rootPath } from '../../published/layout.ts';
import type { PublicationSource } from './source.ts';

const FOLDER = 'resources/publication';

/** The publication that came with the program: beside the built chunks (`out/main`) or the sources (`src/core/publication`). */
export function embeddedFolder(): string {
  const near = ['../..', '../../..', '../../../..'].map((up) => path.join(import.meta.dirname, up, FOLDER));
  return near.find((folder) => fs.existsSync(path.join(folder, rootPath(1)))) ?? near[0]!;
}

/** A folder of the program itself: whoever can write there has the program already, so its files are simply read. */
export const programSource = (folder: string): PublicationSource => ({
  place: folder,
  read(name) {
    const file = path.join(folder, ...name.split('/'));
    try {
      return Promise.resolve(succeed(fs.readFileSync(file)));
    } catch (cause) {
      const absent = (cause as { code?: unknown }).code === 'ENOENT';
      return Promise.resolve(
        absent ? succeed(null) : fail('publication-unreadable', { file, detail: messageOf(cause) }),
      );
    }
  },
});
