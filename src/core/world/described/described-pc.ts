import { z } from 'zod';
import type { PcIdentity } from '../../../shared/domain/pc-sockets.ts';
import { type Result, succeed } from '../../../shared/domain/result.ts';
import { cleanIdentity } from '../../../shared/pc-identity.ts';
import { readJsonFile } from '../../platform/read-json-file.ts';

const name = z.string().min(1).max(120).nullable().default(null);

/** What the firmware of a world's PC calls it and its mainboard; missing: nothing. */
export const describedPcSchema = z.strictObject({ vendor: name, model: name, boardVendor: name, board: name });

const descriptionSchema = z.object({ pc: describedPcSchema.optional() });

/** The names in a description, whatever else stands in it; null: it has none. */
export async function readPcOfWorld(file: string): Promise<Result<PcIdentity | null>> {
  const read = await readJsonFile(file, descriptionSchema, 'vrlab.world/1');
  if (!read.ok) return read;
  return succeed(read.value.pc === undefined ? null : cleanIdentity(read.value.pc));
}
