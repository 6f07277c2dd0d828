import { defineSecurityCheck } from './security-check.ts';

/** A PC that is left alone locks itself in time. */
export const screenLock = defineSecurityCheck({
  id: 'screen-lock',
  number: 40,
  deviations: ['screen-lock-off', 'screen-lock-late'],
  limits: { screenLockMinutes: 'published' },
  judge({ screenLock: found }, { pass, notReported, deviation }, { limits }) {
    if (found === null) return notReported();
    const evidence = { minutes: found.minutes, allowedMinutes: limits.screenLockMinutes, readFrom: found.source };
    if (!found.enabled) return [deviation('screen-lock-off', evidence)];
    if (found.minutes === null) return notReported(evidence);
    return found.minutes > limits.screenLockMinutes ? [deviation('screen-lock-late', evidence)] : pass(evidence);
  },
});
