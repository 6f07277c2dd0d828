import { z } from 'zod';

export const kebab = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** A text of the publication as people read it. */
export const bothLanguagesSchema = z.strictObject({ 'zh-CN': z.string().min(1), en: z.string().min(1) });
export type BothLanguages = z.infer<typeof bothLanguagesSchema>;
