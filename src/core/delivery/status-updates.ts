import { z } from 'zod';
import { instantSchema } from '../../shared/domain/instant.ts';
import { requestEventSchema } from '../../shared/domain/request-lifecycle.ts';
import { type Result, succeed } from '../../shared/domain/result.ts';
import { validateNamed } from '../platform/read-json-file.ts';
import type { DeskKey } from '../published/policy-schema.ts';
import { openSignedFile } from '../signing/signed-file.ts';

export const REQUEST_UPDATES_SCHEMA = 'vrlab.request-updates/1';

/** The service desk reports for itself and for the engineers it sends, never for a teacher or for this program. */
const updateSchema = requestEventSchema
  .refine(({ author }) => author.role === 'desk' || author.role === 'engineer', { path: ['author', 'role'] })
  .refine(({ type }) => type !== 'filed', { path: ['type'] });

/** What happened to requests, as the service desk reports it. */
export const requestUpdatesSchema = z.strictObject({
  schema: z.literal(REQUEST_UPDATES_SCHEMA),
  issuedAt: instantSchema,
  /** Who says so, for people. */
  issuer: z.string().trim().min(1).max(120),
  updates: z.array(updateSchema).max(5000),
});
export type RequestUpdates = z.infer<typeof requestUpdatesSchema>;

export interface VerifiedUpdates {
  readonly updates: RequestUpdates;
  /** The desk's key that signed them. */
  readonly key: DeskKey;
}

/**
 * Status updates out of a signed file, wherever it came from.
 * @param file named in problems.
 */
export function readUpdates(bytes: Uint8Array, deskKeys: readonly DeskKey[], file: string): Result<VerifiedUpdates> {
  const opened = openSignedFile(bytes, deskKeys, file);
  if (!opened.ok) return opened;
  const { value, key } = opened.value;
  const updates = validateNamed(file, value, requestUpdatesSchema, REQUEST_UPDATES_SCHEMA);
  return updates.ok ? succeed({ updates: updates.value, key }) : updates;
}
