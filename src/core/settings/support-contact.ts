import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const MAX_BYTES = 4096;
const MAX_LENGTH = 80;

/**
 * Whom a teacher calls when the program cannot go on: `support.json` in the data folder, `{ "contact": "信息中心 8123 4567" }`.
 * Read when nothing else may work any more, so without any schema library, and a bad file is no contact.
 */
export function readSupportContact(dataDirectory: string): string | null {
  const file = path.join(dataDirectory, 'support.json');
  try {
    const about = statSync(file);
    if (!about.isFile() || about.size > MAX_BYTES) return null;
    const { contact } = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')) as { contact?: unknown };
    if (typeof contact !== 'string') return null;
    const plain = contact.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ').trim();
    return plain === '' || plain.length > MAX_LENGTH ? null : plain;
  } catch {
    return null;
  }
}
