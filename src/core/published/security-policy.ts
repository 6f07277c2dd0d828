import { z } from 'zod';
import { kebabId } from '../../shared/domain/kebab-id.ts';
import { remoteAccessProgramSchema } from './remote-access-program.ts';

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
