import type { z } from 'zod';
import { catalogueSchema } from './catalogue-schema.ts';
import { matrixSchema } from './matrix-schema.ts';
import { PART_NAMES, type PartName, targetOf } from './layout.ts';
import { calendarSchema } from './calendar-schema.ts';
import { checklistsSchema } from './checklists-schema.ts';
import { guideSchema } from './guide-schema.ts';
import { policySchema } from './policy-schema.ts';
import { type Result, succeed } from '../../shared/domain/result.ts';
import { parseJson, validateNamed } from '../platform/read-json-file.ts';
import type { PartBytes } from './parts.ts';

/** Schema of each part, and the schema name that this program writes and reads. */
export const PART_SCHEMAS = {
  catalogue: { schema: catalogueSchema, known: 'vrlab.catalogue/1' },
  matrix: { schema: matrixSchema, known: 'vrlab.matrix/1' },
  policy: { schema: policySchema, known: 'vrlab.policy/1' },
  calendar: { schema: calendarSchema, known: 'vrlab.calendar/1' },
  checklists: { schema: checklistsSchema, known: 'vrlab.checklists/1' },
  guide: { schema: guideSchema, known: 'vrlab.guide/1' },
} as const satisfies Record<PartName, { schema: z.ZodType; known: string }>;

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
