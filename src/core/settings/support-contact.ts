import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const MAX_BYTES = 4096;
const MAX_LENGTH = 80;

/**
 * Reads whom a teacher calls when the program has failed: `support.json` in the data folder, `{ "contact": "信息中心 8123 4567" }`.
 * Needs no schema library, because it is read when the program itself is broken. @returns null where the file is missing or invalid.
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
