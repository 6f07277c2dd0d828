// npm run form-templates: writes the templates a school may edit, from the forms and their words.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Packer } from 'docx';
import { formKindSchema } from '../src/core/reports/forms/form-content.ts';
import { LANGUAGES } from '../src/shared/domain/language.ts';
import { shapeOf } from './form-templates/empty-content.ts';
import { templateDocument } from './form-templates/template-document.ts';

const resources = path.resolve(import.meta.dirname, '../resources/templates');
for (const language of LANGUAGES) {
  mkdirSync(path.join(resources, language), { recursive: true });
  for (const form of formKindSchema.options) {
    const file = path.join(resources, language, `${form}.docx`);
    writeFileSync(file, await Packer.toBuffer(templateDocument(shapeOf(form, language))));
  }
}
