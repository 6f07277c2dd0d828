import { civilDateOf, daysBetween } from '../../../shared/beijing-time.ts';
import { defineSecurityCheck } from './security-check.ts';

/** The clock is set by a server: records and logs of a PC with a wrong clock prove nothing. */
export const timeSynchronised = defineSecurityCheck({
  id: 'time-synchronised',
  number: 42,
  deviations: ['time-sync-off', 'time-sync-stale'],
  limits: { timeSyncAgeDays: 'published' },
  judge({ timeSync }, { pass, notReported, deviation }, { limits, today }) {
    const { enabled, lastSync, from } = timeSync;
    const day = lastSync === null ? null : civilDateOf(new Date(lastSync));
    const ageDays = day === null ? null : daysBetween(day, today);
    const evidence = { lastSync: day, ageDays, allowedDays: limits.timeSyncAgeDays, timeFrom: from };
    if (enabled === false || from === 'nothing') return [deviation('time-sync-off', evidence)];
    if (ageDays !== null && ageDays > limits.timeSyncAgeDays) return [deviation('time-sync-stale', evidence)];
    return enabled === null || ageDays === null ? notReported(evidence) : pass(evidence);
  },
});
