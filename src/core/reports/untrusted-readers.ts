import { defineReader } from '../platform/untrusted/untrusted-reader.ts';
import type { FormContent } from './forms/form-content.ts';

/** A template that a school may have edited, with the content to fill in. */
export const templateReader = defineReader(
  'template',
  async (of: { readonly file: string; readonly template: Uint8Array; readonly content: FormContent }) => {
    const { fillTemplate } = await import('./docx/fill-template.ts');
    return await fillTemplate(of.file, Buffer.from(of.template), of.content);
  },
);
