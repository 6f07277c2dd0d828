import { z } from 'zod';

/** Control and invisible characters, line breaks, and those that turn the direction of writing. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** Shown as it is, also by a terminal, which some of the unseen characters would steer. */
const lineSchema = z
  .string()
  .min(1)
  .refine((text) => !UNSEEN.test(text), { error: 'invisible character', params: { reason: 'unseen_character' } });
const stepsSchema = z.array(lineSchema).min(1);

const wordingSchema = z.strictObject({
  text: lineSchema.optional(),
  teacher: stepsSchema.optional(),
  engineer: stepsSchema.optional(),
});

/** Published texts for one cause. `{{name}}` stands for a value of the finding; what is left out has the program's own text. */
export const causeWordingSchema = z.strictObject({ 'zh-CN': wordingSchema, en: wordingSchema });

/** By id of the cause. */
export const publishedCausesSchema = z.record(z.string(), causeWordingSchema);
export type PublishedCauses = z.infer<typeof publishedCausesSchema>;
