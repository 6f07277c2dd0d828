import { z } from 'zod';

/** Published words, shown in the language of whoever looks. */
export const bothLanguagesSchema = z.strictObject({ 'zh-CN': z.string().min(1), en: z.string().min(1) });
export type BothLanguages = z.infer<typeof bothLanguagesSchema>;
