import { defineSecurityCheck } from './security-check.ts';

/** Nobody is signed in without a password. */
export const automaticLogon = defineSecurityCheck({
  id: 'automatic-logon',
  causes: ['automatic-logon-on'],
  judge({ automaticLogon: found }, { pass, notTold, deviation }) {
    if (found === null) return notTold();
    const evidence = { readFrom: found.source };
    return found.enabled ? [deviation('automatic-logon-on', evidence)] : pass(evidence);
  },
});
