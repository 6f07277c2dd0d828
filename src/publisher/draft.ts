import path from 'node:path';
import { z } from 'zod';
import {
  DOCUMENT_NAMES,
  targetOf,
  parseValidated,
  type DocumentBytes,
  type PublishedDocuments,
} from '../core/published/layout.ts';
import { bothLanguagesSchema } from '../shared/domain/both-languages.ts';
import { validateDocuments, DOCUMENT_SCHEMAS } from '../core/published/validate-documents.ts';
import { parseJson, validateNamed } from '../core/platform/read-json-file.ts';
import { type Result, succeed } from '../shared/domain/result.ts';
import { readOperatorFile } from './operator-files.ts';
import { publishedDocuments, readPublished } from './publication-folder.ts';

export const draftSchema = z.strictObject({
  schema: z.literal('vrlab.publication/1'),
  title: bothLanguagesSchema,
  /** Signed with keys that everybody has. Shown wherever the publication is named. */
  demo: z.boolean(),
});

/** What will be signed, as its authors edit it: the six documents and `publication.json`. */
export interface Draft extends z.infer<typeof draftSchema> {
  readonly documents: DocumentBytes;
}

const DRAFT_FILE = 'publication.json';

/** Reads a draft and checks it against the schemas. @throws UnusableFile */
export function readDraft(folder: string): Result<Draft> {
  const read = new Map<string, Uint8Array>();
  for (const name of [DRAFT_FILE, ...DOCUMENT_NAMES.map(targetOf)]) {
    const file = path.join(folder, name);
    read.set(name, readOperatorFile(file));
  }
  const json = parseJson(DRAFT_FILE, read.get(DRAFT_FILE)!);
  if (!json.ok) return json;
  const head = validateNamed(DRAFT_FILE, json.value, draftSchema, 'vrlab.publication/1');
  if (!head.ok) return head;
  const documents = Object.fromEntries(
    DOCUMENT_NAMES.map((name) => [name, read.get(targetOf(name))!]),
  ) as unknown as DocumentBytes;
  const valid = validateDocuments(documents);
  return valid.ok ? succeed({ ...head.value, documents }) : valid;
}

/** Documents of a draft or a publication. Not verified: the publisher reads what is there, whoever signed it. */
export function documentsIn(folder: string): Result<PublishedDocuments> {
  const { last } = readPublished(folder);
  if (last !== null) {
    const documents = publishedDocuments(folder, last.targets);
    return documents.ok ? succeed(parseValidated(documents.value)) : documents;
  }
  const draft = readDraft(folder);
  return draft.ok ? succeed(parseValidated(draft.value.documents)) : draft;
}

/** JSON Schema of every file of a draft, by file name, for editors. What JSON Schema cannot say is left to `check`. */
export function editorSchemas(): Map<string, string> {
  const named: [string, z.ZodType][] = [
    ['publication.json', draftSchema],
    ...DOCUMENT_NAMES.map((name): [string, z.ZodType] => [targetOf(name), DOCUMENT_SCHEMAS[name].schema]),
  ];
  return new Map(
    named.map(([file, schema]) => [
      file.replace('.json', '.schema.json'),
      `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 1)}\n`,
    ]),
  );
}
