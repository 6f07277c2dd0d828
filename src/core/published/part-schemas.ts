import type { z } from 'zod';
import { catalogueSchema } from './catalogue-schema.ts';
import { matrixSchema } from './matrix-schema.ts';
import type { PartName } from './layout.ts';
import { calendarSchema } from './calendar-schema.ts';
import { checklistsSchema } from './checklists-schema.ts';
import { guideSchema } from './guide-schema.ts';
import { policySchema } from './policy-schema.ts';

/** Schema of each part, and the schema name that this program writes and reads. */
export const PART_SCHEMAS = {
  catalogue: { schema: catalogueSchema, known: 'vrlab.catalogue/1' },
  matrix: { schema: matrixSchema, known: 'vrlab.matrix/1' },
  policy: { schema: policySchema, known: 'vrlab.policy/1' },
  calendar: { schema: calendarSchema, known: 'vrlab.calendar/1' },
  checklists: { schema: checklistsSchema, known: 'vrlab.checklists/1' },
  guide: { schema: guideSchema, known: 'vrlab.guide/1' },
} as const satisfies Record<PartName, { schema: z.ZodType; known: string }>;
