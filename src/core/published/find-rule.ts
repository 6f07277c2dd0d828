import { z } from 'zod';

const registryKey = z.string().regex(/^HK(LM|CU)\\/, { error: 'a key below HKLM or HKCU' });

/**
 * Where the installation folder is. `path` may hold `%ProgramFiles%`-like variables and `~`; the folder counts only when
 * it exists.
 */
const folderRuleSchema = z.union([
  z.strictObject({ registry: registryKey, value: z.string(), below: z.string().optional() }),
  z.strictObject({ path: z.string() }),
]);

/** What tells the version. Files are named from the installation folder. */
const versionRuleSchema = z.union([
  /** FileVersion of a Windows program's version resource. */
  z.strictObject({ program: z.string() }),
  z.strictObject({ registry: registryKey, value: z.string() }),
  /** First capture group in a text file of at most 1 MB. */
  z.strictObject({ text: z.string(), pattern: z.string() }),
  /** Dotted path in a JSON file. */
  z.strictObject({ json: z.string(), field: z.string() }),
]);

/**
 * One way to find a product; the first whose folder exists counts. Registry rules are for Windows, keys of 32-bit
 * programs are written with WOW6432Node.
 */
export const findRuleSchema = z.strictObject({
  platform: z.enum(['win32', 'linux']),
  folder: folderRuleSchema,
  version: z.array(versionRuleSchema),
});
export type FindRule = z.infer<typeof findRuleSchema>;
