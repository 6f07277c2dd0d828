import { defineSecurityCheck } from './security-check.ts';

/** The volume the system starts from is encrypted: a stolen PC gives nothing away. */
export const diskEncryption = defineSecurityCheck({
  id: 'disk-encryption',
  number: 33,
  deviations: ['disk-not-encrypted', 'disk-encryption-suspended'],
  judge({ diskEncryption: found }, { pass, notReported, deviation }) {
    if (found === null) return notReported();
    const evidence = { volume: found.volume, encryption: found.state, readFrom: found.source };
    if (found.state === 'on') return pass(evidence);
    if (found.state === 'off') return [deviation('disk-not-encrypted', evidence)];
    return [deviation('disk-encryption-suspended', evidence)];
  },
});
