import { daysBetween } from '../../../shared/beijing-time.ts';
import type { AntivirusFacts } from '../../../shared/domain/security-facts.ts';
import { defineSecurityCheck } from './security-check.ts';

/** Its definitions are recent. One that is switched off is not asked, where another one watches. */
export const antivirusCurrent = defineSecurityCheck({
  id: 'antivirus-current',
  number: 35,
  deviations: ['antivirus-outdated'],
  limits: { definitionsAgeDays: 'published' },
  judge({ antivirus }, { pass, notReported, deviation }, { limits, today }) {
    if (antivirus === null) return notReported();
    const isCurrent = ({ definitionsDate, upToDate }: AntivirusFacts): boolean | null =>
      definitionsDate === null ? upToDate : daysBetween(definitionsDate, today) <= limits.definitionsAgeDays;
    const enabled = antivirus.filter((product) => product.enabled === true);
    const asked = enabled.length > 0 ? enabled : antivirus;
    if (asked.length === 0) return [];
    const evidenceOf = ({ name, definitionsDate }: AntivirusFacts) => ({
      antivirus: [name],
      definitionsDate,
      ageDays: definitionsDate === null ? null : daysBetween(definitionsDate, today),
      allowedDays: limits.definitionsAgeDays,
    });
    const current = asked.find((product) => isCurrent(product) === true);
    if (current !== undefined) return pass(evidenceOf(current));
    const open = asked.find((product) => isCurrent(product) === null);
    return open === undefined
      ? [deviation('antivirus-outdated', evidenceOf(asked[0]!))]
      : notReported(evidenceOf(open));
  },
});
