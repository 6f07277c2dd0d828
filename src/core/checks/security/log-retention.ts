import { defineSecurityCheck } from './security-check.ts';

/** The log of sign-ins is kept long enough; law asks for six months at least. */
export const logRetention = defineSecurityCheck({
  id: 'log-retention',
  number: 43,
  deviations: ['log-too-small'],
  limits: { 'log.days': 'published', 'log.bytes': 'published' },
  judge({ logRetention: found }, { pass, notReported, deviation }, { limits }) {
    if (found === null || (found.maxBytes === null && found.days === null)) return notReported();
    const evidence = {
      keptDays: found.days,
      maxBytes: found.maxBytes,
      ...(found.days === null ? { neededBytes: limits['log.bytes'] } : { neededDays: limits['log.days'] }),
      readFrom: found.source,
    };
    const enough = found.days === null ? found.maxBytes! >= limits['log.bytes'] : found.days >= limits['log.days'];
    return enough ? pass(evidence) : [deviation('log-too-small', evidence)];
  },
});
