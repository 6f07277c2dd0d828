// npm run publication-schemas: writes the JSON Schemas that help editors of a draft.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { editorSchemas } from '../src/publisher/draft.ts';

const folder = path.resolve(import.meta.dirname, '../publication/schema');
mkdirSync(folder, { recursive: true });
for (const [name, text] of editorSchemas()) writeFileSync(path.join(folder, name), text);
