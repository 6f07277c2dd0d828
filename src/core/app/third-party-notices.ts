import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { messageOf } from '../platform/message-of.ts';

/** Made by the build, above the built chunks (`out/main`); there is none beside the sources. */
const FILE = path.join(import.meta.dirname, '..', 'THIRD-PARTY-NOTICES.txt');

/** Names, licences and their texts of everything of others that is part of the program. */
export async function thirdPartyNotices(): Promise<Result<string>> {
  try {
    return succeed(await readFile(FILE, 'utf8'));
  } catch (cause) {
    return fail('file-unreadable', { file: FILE, detail: messageOf(cause) });
  }
}
