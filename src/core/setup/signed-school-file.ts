import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { instantSchema } from '../../shared/domain/instant.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { readJsonFile, validateNamed } from '../platform/read-json-file.ts';
import { writeDurably } from '../platform/write-durably.ts';
import { openSignedFile, type TrustedKey } from '../signing/signed-file.ts';

const SIGNED_SCHOOL_FILE_SCHEMA = 'vrlab.signed-school-file/1';
/** In base64 twice, and still within a signed file: a thousand sealed rows. */
export const MAX_SIGNED_SCHOOL_BYTES = 800_000;

const signedSchoolFileSchema = z.strictObject({
  schema: z.literal(SIGNED_SCHOOL_FILE_SCHEMA),
  issuedAt: instantSchema,
  /** The school file as it was sealed, CSV or XLSX. */
  content: z.base64().max(MAX_SIGNED_SCHOOL_BYTES * 1.4),
});
export type SignedSchoolFile = z.infer<typeof signedSchoolFileSchema>;

export const signedSchoolFile = (issuedAt: string, content: Uint8Array): SignedSchoolFile => ({
  schema: SIGNED_SCHOOL_FILE_SCHEMA,
  issuedAt,
  content: Buffer.from(content).toString('base64'),
});

/** Whether a file claims to be signed by the desk; one that is not is a school file as any other. */
export const looksSigned = (bytes: Uint8Array): boolean => /^\s*\{/.test(Buffer.from(bytes.subarray(0, 64)).toString());

/** @param keys of the service desk, as published. @returns refused as any signed file. */
export function openSignedSchoolFile(
  bytes: Uint8Array,
  keys: readonly TrustedKey[],
  file: string,
): Result<{ readonly issuedAt: string; readonly content: Buffer }> {
  const opened = openSignedFile(bytes, keys, file);
  if (!opened.ok) return opened;
  const read = validateNamed(file, opened.value.value, signedSchoolFileSchema, SIGNED_SCHOOL_FILE_SCHEMA);
  if (!read.ok) return read;
  return succeed({ issuedAt: read.value.issuedAt, content: Buffer.from(read.value.content, 'base64') });
}

const MARK_SCHEMA = 'vrlab.school-file-mark/1';
const markSchema = z.strictObject({ schema: z.literal(MARK_SCHEMA), issuedAt: instantSchema });
const markFileIn = (dataDirectory: string): string => path.join(dataDirectory, 'school-file-mark.json');

/** An older file that was signed once would bring back what is no longer so. @returns `setup-file-older`. */
export async function requireNewer(dataDirectory: string, issuedAt: string, file: string): Promise<Result<null>> {
  const mark = markFileIn(dataDirectory);
  if (!existsSync(mark)) return succeed(null);
  const read = await readJsonFile(mark, markSchema, MARK_SCHEMA);
  if (!read.ok) return read;
  const isOlder = Date.parse(issuedAt) < Date.parse(read.value.issuedAt);
  return isOlder ? fail('setup-file-older', { file, since: read.value.issuedAt.slice(0, 10) }) : succeed(null);
}

/** @throws the error of the operating system. */
export const markSchoolFile = (dataDirectory: string, issuedAt: string): void =>
  writeDurably(markFileIn(dataDirectory), `${JSON.stringify({ schema: MARK_SCHEMA, issuedAt })}\n`);
