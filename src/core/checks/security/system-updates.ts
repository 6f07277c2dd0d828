import { daysBetween } from '../../../shared/beijing-time.ts';
import { defineSecurityCheck } from './security-check.ts';

/** The system is updated, and goes on being updated. */
export const systemUpdates = defineSecurityCheck({
  id: 'system-updates',
  number: 39,
  deviations: ['updates-outdated', 'updates-switched-off', 'updates-paused', 'update-restart-pending'],
  limits: { updateAgeDays: 'published' },
  judge({ updates }, { pass, notReported, deviation }, { limits, today }) {
    const { lastInstalled, restartPending, automatic, pausedUntil } = updates;
    const ageDays = lastInstalled === null ? null : daysBetween(lastInstalled, today);
    const evidence = { lastInstalled, ageDays, allowedDays: limits.updateAgeDays };
    const found = [
      ...(automatic === false ? [deviation('updates-switched-off', evidence)] : []),
      ...(ageDays !== null && ageDays > limits.updateAgeDays ? [deviation('updates-outdated', evidence)] : []),
      ...(pausedUntil !== null && pausedUntil >= today
        ? [deviation('updates-paused', { ...evidence, pausedUntil })]
        : []),
      ...(restartPending === true ? [deviation('update-restart-pending', evidence)] : []),
    ];
    if (found.length > 0) return found;
    return lastInstalled === null || restartPending === null || automatic === null
      ? notReported(evidence)
      : pass(evidence);
  },
});
