import { defineSecurityCheck } from './security-check.ts';

/** Every profile of the firewall is on, or a firewall of another maker replaces it. */
export const firewallOn = defineSecurityCheck({
  id: 'firewall-on',
  number: 36,
  deviations: ['firewall-off'],
  judge({ firewall }, { pass, notReported, deviation }) {
    if (firewall === null) return notReported();
    const replacements = firewall.products.filter(({ enabled }) => enabled).map(({ name }) => name);
    if (replacements.length > 0) return pass({ firewall: replacements });
    const off = firewall.profiles.filter(({ enabled }) => enabled === false);
    if (off.length > 0)
      return [deviation('firewall-off', { profiles: off.map(({ profile }) => profile), readFrom: off[0]!.source })];
    const open = firewall.profiles.filter(({ enabled }) => enabled === null);
    if (open.length > 0 || firewall.profiles.length === 0)
      return notReported({ profiles: open.map(({ profile }) => profile) });
    return pass({ profiles: firewall.profiles.map(({ profile }) => profile) });
  },
});
