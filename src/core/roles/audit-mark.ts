import path from 'node:path';
import { z } from 'zod';
import { readRegularFileSync } from '../platform/regular-file.ts';
import { writeDurably } from '../platform/write-durably.ts';

const AUDIT_MARK_SCHEMA = 'vrlab.audit-mark/1';

const placeSchema = z.strictObject({ position: z.int().nonnegative(), hash: z.string().max(64) });

const auditMarkSchema = z.strictObject({
  schema: z.literal(AUDIT_MARK_SCHEMA),
  ...placeSchema.shape,
  /** Where the log once had come to, and was found to end earlier or otherwise; null: never. */
  missing: placeSchema.nullable(),
});
/** How far the audit log had come, outside the database: what is cut off or put back there is missed here. */
export type AuditMark = Omit<z.infer<typeof auditMarkSchema>, 'schema'>;

export interface AuditMarkFile {
  readonly file: string;
  /** @returns null where there is none that can be read. */
  read(): AuditMark | null;
  /** @throws where it cannot be written; the one before it is still there then. */
  write(mark: AuditMark): void;
}

export const AUDIT_MARK_NAME = 'audit-mark.json';
const MAX_BYTES = 4096;

export function auditMarkIn(dataDirectory: string): AuditMarkFile {
  const file = path.join(dataDirectory, AUDIT_MARK_NAME);
  return {
    file,
    read() {
      try {
        return auditMarkSchema.parse(JSON.parse(readRegularFileSync(file, MAX_BYTES).toString('utf8')));
      } catch {
        return null;
      }
    },
    write: (mark) => writeDurably(file, `${JSON.stringify({ schema: AUDIT_MARK_SCHEMA, ...mark })}\n`),
  };
}
