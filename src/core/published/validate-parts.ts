import { type Result, succeed } from '../../shared/domain/result.ts';
import { parseJson, validateNamed } from '../platform/read-json-file.ts';
import { PART_NAMES, targetOf } from './layout.ts';
import { PART_SCHEMAS } from './part-schemas.ts';
import type { PartBytes } from './parts.ts';

/** Do all six parts fit what this program knows? The problem names file and field. */
export function validateParts(bytes: PartBytes): Result<null> {
  for (const part of PART_NAMES) {
    const { schema, known } = PART_SCHEMAS[part];
    const value = parseJson(targetOf(part), bytes[part]);
    if (!value.ok) return value;
    const valid = validateNamed(targetOf(part), value.value, schema, known);
    if (!valid.ok) return valid;
  }
  return succeed(null);
}
