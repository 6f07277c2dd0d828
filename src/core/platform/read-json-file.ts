import type { z } from 'zod';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { messageOf } from './message-of.ts';
import { readRegularFile, defaultLimit } from './regular-file.ts';

/** This program writes no larger files; they are refused before they are read into memory. */
const MAX_BYTES = 32 * 1024 * 1024;
export const JSON_FILE_LIMIT = defaultLimit(MAX_BYTES);

/** `vrlab.station/2` → family `vrlab.station`, version 2. */
function parseSchemaName(name: unknown): { family: string; version: number } | null {
  const match = typeof name === 'string' ? /^([a-z.-]+)\/(\d+)$/.exec(name) : null;
  return match === null ? null : { family: match[1]!, version: Number(match[2]) };
}

/**
 * Reads a JSON file that names its own schema.
 * @param known schema string this program writes, e.g. `vrlab.station/1`.
 * @returns the value, or a problem that names the file and, where there is one, the field.
 */
export async function readJsonFile<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  known: string,
): Promise<Result<z.infer<Schema>>> {
  const bytes = await readRegularFile(file, JSON_FILE_LIMIT);
  if (!bytes.ok) return bytes;
  const value = parseJson(file, bytes.value);
  return value.ok ? validateNamed(file, value.value, schema, known) : value;
}

/** Parses JSON in UTF-8. @param file named in the problem. */
export function parseJson(file: string, bytes: Uint8Array): Result<unknown> {
  const text = decodeUtf8(file, bytes);
  return text.ok ? parseJsonText(file, text.value) : text;
}

function parseJsonText(file: string, text: string): Result<unknown> {
  try {
    return succeed(JSON.parse(text) as unknown);
  } catch (cause) {
    return fail('file-not-json', { file, detail: messageOf(cause) });
  }
}

/** Validates a parsed value that names its own schema. A newer schema version has a problem code of its own. */
export function validateNamed<Schema extends z.ZodType>(
  file: string,
  value: unknown,
  schema: Schema,
  known: string,
): Result<z.infer<Schema>> {
  const written = parseSchemaName((value as { schema?: unknown } | null)?.schema);
  const expected = parseSchemaName(known)!;
  if (written?.family === expected.family && written.version > expected.version)
    return fail('file-newer-schema', { file, field: 'schema', found: `${written.family}/${written.version}`, known });
  return validate(file, value, schema);
}

/** Decodes UTF-8 without its byte order mark; refuses other encodings such as GBK rather than returning garbage. */
function decodeUtf8(file: string, bytes: Uint8Array): Result<string> {
  try {
    return succeed(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return fail('file-not-utf8', { file });
  }
}

/** Validates a parsed value; the problem names the first wrong field. */
export function validate<Schema extends z.ZodType>(
  file: string,
  value: unknown,
  schema: Schema,
): Result<z.infer<Schema>> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return succeed(parsed.data);
  const issue = parsed.error.issues[0]!;
  const unknownKeys = issue.code === 'unrecognized_keys' ? issue.keys : [];
  // Custom rules of this program name their reason; for the others zod's issue code is the reason.
  const own: unknown = issue.code === 'custom' ? issue.params?.['reason'] : undefined;
  const field = [...issue.path, ...unknownKeys.slice(0, 1)].map(String).join('.');
  return fail('file-invalid-field', {
    file,
    field: field === '' ? '/' : field,
    reason: typeof own === 'string' ? own : issue.code,
    detail: issue.message,
  });
}
