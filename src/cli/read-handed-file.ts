import path from 'node:path';
import type { HandedFile } from '../core/inspections/inspections.ts';
import { readRegularFile, type SizeLimit } from '../core/platform/regular-file.ts';
import { type Result, succeed } from '../shared/domain/result.ts';

/** A file named on the command line, as it is passed to an inspection; its base name is shown in problems. */
export async function readHandedFile(file: string, limit: SizeLimit): Promise<Result<HandedFile>> {
  const bytes = await readRegularFile(file, limit);
  return bytes.ok ? succeed({ name: path.basename(file), bytes: bytes.value }) : bytes;
}
