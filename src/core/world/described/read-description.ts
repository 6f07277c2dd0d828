import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Result } from '../../../shared/domain/result.ts';
import { readJsonFile } from '../../platform/read-json-file.ts';
import { deviceListSchema, windowsTreeSchema } from './foreign-forms.ts';
import { type WorldDescription, worldDescriptionSchema } from './world-description.ts';

/** The file that describes a world: a JSON file itself, or `world.json` in a folder. Null: there is none. */
export function descriptionFile(world: string): string | null {
  const inFolder = path.join(world, 'world.json');
  if (existsSync(inFolder)) return inFolder;
  return world.endsWith('.json') && existsSync(world) ? world : null;
}

/**
 * One description in any of its forms: the compact one, a list of devices, a Windows tree, or either of the last two as
 * the `world` of a capture. Sets itself what the forms leave open; unknown keys of a capture are its notes.
 */
export const anyDescriptionSchema = z.unknown().transform((written, context): WorldDescription => {
  const wrapped = z.object({ world: z.record(z.string(), z.unknown()) }).safeParse(written);
  const own = wrapped.success ? wrapped.data.world : written;
  const { controllers, devices } =
    z.object({ controllers: z.unknown().optional(), devices: z.unknown().optional() }).safeParse(own).data ?? {};
  const brought = Array.isArray(controllers)
    ? windowsTreeSchema.safeParse(own)
    : Array.isArray(devices)
      ? deviceListSchema.safeParse(own)
      : { success: true as const, data: withoutNotes(own), error: undefined };
  const read = brought.success ? worldDescriptionSchema.safeParse(brought.data) : brought;
  if (read.success) return read.data;
  for (const { message, path: at } of read.error.issues) context.addIssue({ code: 'custom', message, path: at });
  return z.NEVER;
});

/** Keys that tests and tools keep beside the description. */
const NOTES = new Set(['kind', 'expect', 'source', 'seen', 'windows', 'like']);
const withoutNotes = (written: unknown): unknown =>
  typeof written === 'object' && written !== null
    ? Object.fromEntries(Object.entries(written).filter(([key]) => !NOTES.has(key)))
    : written;

/** Reads a description; errors name file and field. */
export const readDescription = async (file: string): Promise<Result<WorldDescription>> =>
  await readJsonFile(file, anyDescriptionSchema, 'vrlab.world/1');
