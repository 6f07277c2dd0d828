// npm run udev-rules: writes the Linux access rules from the device catalogue.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { catalogueSchema } from '../src/core/published/catalogue-schema.ts';
import { buildUdevRules } from '../src/core/devices/udev-rules.ts';

const resources = path.resolve(import.meta.dirname, '../resources');
const catalogue = catalogueSchema.parse(
  JSON.parse(readFileSync(path.resolve(resources, '../publication/draft/catalogue.json'), 'utf8')),
);
writeFileSync(path.join(resources, 'linux/70-vrlab-check.rules'), buildUdevRules(catalogue));
