import { z } from 'zod';
import { kebabId } from '../../shared/domain/kebab-id.ts';
import { remoteAccessProgramSchema } from './remote-access-program.ts';

const weight = z.enum(['warn', 'fail']);
const days = z.number().positive();

/** What is sought for data security, and from where on it is a warning or a fault; sources in `publication/draft/policy.json`. */
export const securityPolicySchema = z.strictObject({
  limits: z.strictObject({
    /** Older definitions count as outdated. */
    definitionsAgeDays: days,
    /** The newest system update may be this old. */
    updateAgeDays: days,
    /** Idle minutes after which a PC must be locked at the latest. */
    screenLockMinutes: z.number().positive(),
    /** The clock must have been set within so many days. */
    timeSyncAgeDays: days,
    /** A log with a time limit must reach back so far; one with a size limit only must hold so much. */
    log: z.strictObject({ days, bytes: z.number().positive() }),
  }),
  /** How much each deviation weighs. */
  deviations: z.strictObject({
    'disk-not-encrypted': weight,
    'disk-encryption-suspended': weight,
    'antivirus-missing': weight,
    'antivirus-off': weight,
    'antivirus-outdated': weight,
    'firewall-off': weight,
    'automatic-logon-on': weight,
    'lesson-account-administrator': weight,
    'updates-outdated': weight,
    'updates-switched-off': weight,
    'updates-paused': weight,
    'update-restart-pending': weight,
    'screen-lock-off': weight,
    'screen-lock-late': weight,
    'remote-access-running': weight,
    'remote-access-installed': weight,
    'time-sync-off': weight,
    'time-sync-stale': weight,
    'log-too-small': weight,
    'data-folder-writable': weight,
    'data-folder-readable': weight,
  }),
  remoteAccess: z
    .array(remoteAccessProgramSchema.extend({ id: kebabId }))
    .refine((programs) => new Set(programs.map(({ id }) => id)).size === programs.length),
});
export type SecurityPolicy = z.infer<typeof securityPolicySchema>;
export type Deviation = keyof SecurityPolicy['deviations'];
