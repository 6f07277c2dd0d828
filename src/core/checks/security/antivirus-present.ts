import { defineSecurityCheck } from './security-check.ts';

/** At least one antivirus program is there and switched on. */
export const antivirusPresent = defineSecurityCheck({
  id: 'antivirus-present',
  number: 34,
  deviations: ['antivirus-missing', 'antivirus-off'],
  judge({ antivirus }, { pass, notReported, deviation }) {
    if (antivirus === null) return notReported();
    if (antivirus.length === 0) return [deviation('antivirus-missing')];
    const enabled = antivirus.filter((product) => product.enabled === true).map(({ name }) => name);
    if (enabled.length > 0) return pass({ antivirus: enabled });
    const evidence = { antivirus: antivirus.map(({ name }) => name) };
    return antivirus.some((product) => product.enabled === null)
      ? notReported(evidence)
      : [deviation('antivirus-off', evidence)];
  },
});
