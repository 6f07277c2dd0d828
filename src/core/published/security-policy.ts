import { z } from 'zod';
import { kebabId } from '../../shared/domain/kebab-id.ts';

const text = z.string().min(1).max(260);

/** How a program is found through which a PC can be worked on from outside. Published: new ones come every year. */
const remoteAccessProgramSchema = z.strictObject({
  id: z.string(),
  /** Brand, as people know it. */
  name: text,
  /** Beginnings of the name under which Windows lists it as installed; upper and lower case count as the same. */
  installedAs: z.array(text),
  /** Programs that run while it can be reached, with their ending on Windows: `ToDesk.exe`. */
  processes: z.array(text),
  /** Files or folders that are there where it is installed on Linux, from the root. */
  paths: z.array(text.regex(/^\/[^/]/)),
  /** On Windows: present or switched on where this REG_DWORD has this value. */
  switch: z.strictObject({ registry: text.regex(/^HK(LM|CU)\\/), value: text, is: z.int() }).optional(),
});
export type RemoteAccessProgram = z.infer<typeof remoteAccessProgramSchema>;

const weight = z.enum(['warn', 'fail']);
const limit = z.number().positive();

/**
 * What is looked for in data security, and from where on it is a warning or a fault; sources in `publication/draft/policy.json`.
 * Which limits and deviations there are is declared by the security checks. What is not published leaves its check open.
 */
export const securityPolicySchema = z.strictObject({
  /** By name, or in groups by name. */
  limits: z.record(z.string(), z.union([limit, z.record(z.string(), limit)])),
  /** How much each deviation weighs, by cause. */
  deviations: z.record(z.string(), weight),
  remoteAccess: z
    .array(remoteAccessProgramSchema.extend({ id: kebabId }))
    .refine((programs) => new Set(programs.map(({ id }) => id)).size === programs.length),
});
export type SecurityPolicy = z.infer<typeof securityPolicySchema>;
