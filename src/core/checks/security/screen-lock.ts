import { defineSecurityCheck } from './security-check.ts';

/** A PC that is left alone locks itself in time. */
export const screenLock = defineSecurityCheck({
  id: 'screen-lock',
  causes: ['screen-lock-off', 'screen-lock-late'],
  judge({ screenLock: found }, { pass, notTold, deviation }, { limits }) {
    if (found === null) return notTold();
    const evidence = { minutes: found.minutes, allowedMinutes: limits.screenLockMinutes, readFrom: found.source };
    if (!found.enabled) return [deviation('screen-lock-off', evidence)];
    if (found.minutes === null) return notTold(evidence);
    return found.minutes > limits.screenLockMinutes ? [deviation('screen-lock-late', evidence)] : pass(evidence);
  },
});
