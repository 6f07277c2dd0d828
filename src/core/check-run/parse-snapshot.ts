import type { Result } from '../../shared/domain/result.ts';
import { SNAPSHOT_SCHEMA } from '../../shared/domain/schema-names.ts';
import { type Snapshot, snapshotSchema } from '../../shared/domain/snapshot.ts';
import { parseJson, validateNamed } from '../platform/read-json-file.ts';

/** @param file named in problems: no JSON, a wrong field, a newer schema. */
export function parseSnapshot(file: string, bytes: Uint8Array): Result<Snapshot> {
  const json = parseJson(file, bytes);
  return json.ok ? validateNamed(file, json.value, snapshotSchema, SNAPSHOT_SCHEMA) : json;
}
