import path from 'node:path';
import { z } from 'zod';
import { PART_NAMES, targetOf } from '../core/published/layout.ts';
import { bothLanguagesSchema } from '../shared/domain/both-languages.ts';
import { parseValidated, type PartBytes, type Parts } from '../core/published/parts.ts';
import { validateParts, PART_SCHEMAS } from '../core/published/validate-parts.ts';
import { parseJson, validateNamed } from '../core/platform/read-json-file.ts';
import { type Result, succeed } from '../shared/domain/result.ts';
import { readOperatorFile } from './operator-files.ts';
import { publishedParts, readPublished } from './publication-folder.ts';

export const draftSchema = z.strictObject({
  schema: z.literal('vrlab.publication/1'),
  title: bothLanguagesSchema,
  /** Signed with keys that everybody has. Shown wherever the publication is named. */
  demo: z.boolean(),
});

/** What will be signed, as its authors edit it: the six parts and `publication.json`. */
export interface Draft extends z.infer<typeof draftSchema> {
  readonly parts: PartBytes;
}

const DRAFT_FILE = 'publication.json';

/** Reads a draft and checks it against the schemas. @throws UnusableFile */
export function readDraft(folder: string): Result<Draft> {
  const read = new Map<string, Uint8Array>();
  for (const name of [DRAFT_FILE, ...PART_NAMES.map(targetOf)]) {
    const file = path.join(folder, name);
    read.set(name, readOperatorFile(file));
  }
  const json = parseJson(DRAFT_FILE, read.get(DRAFT_FILE)!);
  if (!json.ok) return json;
  const head = validateNamed(DRAFT_FILE, json.value, draftSchema, 'vrlab.publication/1');
  if (!head.ok) return head;
  const parts = Object.fromEntries(PART_NAMES.map((part) => [part, read.get(targetOf(part))!])) as unknown as PartBytes;
  const valid = validateParts(parts);
  return valid.ok ? succeed({ ...head.value, parts }) : valid;
}

/** Parts of a draft or a publication. Not verified: the publisher reads what is there, whoever signed it. */
export function partsIn(folder: string): Result<Parts> {
  const { last } = readPublished(folder);
  if (last !== null) {
    const parts = publishedParts(folder, last.targets);
    return parts.ok ? succeed(parseValidated(parts.value)) : parts;
  }
  const draft = readDraft(folder);
  return draft.ok ? succeed(parseValidated(draft.value.parts)) : draft;
}

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
