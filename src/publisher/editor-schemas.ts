import { z } from 'zod';
import { PART_NAMES, targetOf } from '../core/published/layout.ts';
import { PART_SCHEMAS } from '../core/published/validate-parts.ts';
import { draftSchema } from './draft.ts';

/** JSON Schema of every file of a draft, by file name, for editors. What JSON Schema cannot say is left to `check`. */
export function editorSchemas(): Map<string, string> {
  const named: [string, z.ZodType][] = [
    ['publication.json', draftSchema],
    ...PART_NAMES.map((part): [string, z.ZodType] => [targetOf(part), PART_SCHEMAS[part].schema]),
  ];
  return new Map(
    named.map(([file, schema]) => [
      file.replace('.json', '.schema.json'),
      `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 1)}\n`,
    ]),
  );
}
