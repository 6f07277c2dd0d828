import type { HandedFile } from '../inspections/inspections.ts';
import { defineReader } from '../platform/untrusted/untrusted-reader.ts';

/** One file for a whole school, XLSX or CSV. */
export const schoolFileReader = defineReader('school-file', async ({ file }: { readonly file: HandedFile }) => {
  const { readSchoolFile } = await import('./read-school-file.ts');
  return await readSchoolFile(file);
});
