import { defineSecurityCheck } from './security-check.ts';

/** The log of sign-ins is kept long enough; law asks for six months at least. */
export const logRetention = defineSecurityCheck({
  id: 'log-retention',
  causes: ['log-too-small'],
  judge({ logRetention: found }, { pass, notTold, deviation }, { limits: { log } }) {
    if (found === null || (found.maxBytes === null && found.days === null)) return notTold();
    const evidence = {
      keptDays: found.days,
      maxBytes: found.maxBytes,
      ...(found.days === null ? { neededBytes: log.bytes } : { neededDays: log.days }),
      readFrom: found.source,
    };
    const enough = found.days === null ? found.maxBytes! >= log.bytes : found.days >= log.days;
    return enough ? pass(evidence) : [deviation('log-too-small', evidence)];
  },
});
