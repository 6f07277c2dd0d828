import type { z } from 'zod';
import { catalogueSchema } from './catalogue-schema.ts';
import { matrixSchema } from './matrix-schema.ts';
import { DOCUMENT_NAMES, type DocumentName, targetOf, type DocumentBytes } from './layout.ts';
import { calendarSchema } from './calendar-schema.ts';
import { checklistsSchema } from './checklists-schema.ts';
import { guideSchema } from './guide-schema.ts';
import { policySchema } from './policy-schema.ts';
import { type Result, succeed } from '../../shared/domain/result.ts';
import { parseJson, validateNamed } from '../platform/read-json-file.ts';

/** Schema of each document, and the schema name that this program writes and reads. */
export const DOCUMENT_SCHEMAS = {
  catalogue: { schema: catalogueSchema, known: 'vrlab.catalogue/1' },
  matrix: { schema: matrixSchema, known: 'vrlab.matrix/1' },
  policy: { schema: policySchema, known: 'vrlab.policy/1' },
  calendar: { schema: calendarSchema, known: 'vrlab.calendar/1' },
  checklists: { schema: checklistsSchema, known: 'vrlab.checklists/1' },
  guide: { schema: guideSchema, known: 'vrlab.guide/1' },
} as const satisfies Record<DocumentName, { schema: z.ZodType; known: string }>;

/** Do all six documents fit what this program knows? The problem names file and field. */
export function validateDocuments(bytes: DocumentBytes): Result<null> {
  for (const name of DOCUMENT_NAMES) {
    const { schema, known } = DOCUMENT_SCHEMAS[name];
    const value = parseJson(targetOf(name), bytes[name]);
    if (!value.ok) return value;
    const valid = validateNamed(targetOf(name), value.value, schema, known);
    if (!valid.ok) return valid;
  }
  return succeed(null);
}
