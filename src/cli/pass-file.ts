import { defaultLimit, readRegularFile } from '../core/platform/regular-file.ts';
import { type Result, succeed } from '../shared/domain/result.ts';
import type { Arguments } from './arguments.ts';
import { textOption } from './with-app.ts';

const PASS_FILE_LIMIT = defaultLimit(4096);

/** The first line of the file that was named with `--pass-file`; null: none was, it is asked for. */
export async function passPhraseIn(given: Arguments): Promise<Result<string | null>> {
  const file = textOption(given, 'pass-file');
  if (file === undefined) return succeed(null);
  const bytes = await readRegularFile(file, PASS_FILE_LIMIT);
  if (!bytes.ok) return bytes;
  const [line = ''] = bytes.value
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/);
  return succeed(line.trim());
}
