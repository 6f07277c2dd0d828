import { defineSecurityCheck } from './security-check.ts';

/** Nobody is signed in without a password. */
export const automaticLogon = defineSecurityCheck({
  id: 'automatic-logon',
  number: 37,
  deviations: ['automatic-logon-on'],
  judge({ automaticLogon: found }, { pass, notReported, deviation }) {
    if (found === null) return notReported();
    const evidence = { readFrom: found.source };
    return found.enabled ? [deviation('automatic-logon-on', evidence)] : pass(evidence);
  },
});
