import type { Catalogue, CataloguePart } from '../published/catalogue-schema.ts';

/** Roles whose chips are not VR gear: nobody needs more rights to them than the system gives. */
const ORDINARY_ROLES = new Set(['audio', 'link-box-bluetooth', 'link-box-control', 'hub-control']);

const HEADER = `# Lets the person at the PC open VR devices (systemd-logind, tag uaccess). Made by: npm run udev-rules
# Install: copy to /etc/udev/rules.d/, run "udevadm control --reload", plug the devices in again.
`;

/** udev rules for every USB id by which the catalogue recognises VR gear, hubs and shared chips left out. */
export function buildUdevRules(catalogue: Catalogue): string {
  const idsOf = (part: CataloguePart): string[] =>
    part.hub === true || ORDINARY_ROLES.has(part.role)
      ? []
      : part.match.flatMap((matcher) => {
          if (typeof matcher === 'string') return [matcher];
          if ('usb' in matcher) return [matcher.usb];
          return 'family' in matcher ? (catalogue.families[matcher.family]?.ids ?? []).map(({ usb }) => usb) : [];
        });
  const seen = new Set<string>();
  const groups = catalogue.devices.map((entry) => {
    const fresh = [...new Set(entry.parts.flatMap(idsOf))].filter((id) => !seen.has(id));
    for (const id of fresh) seen.add(id);
    if (fresh.length === 0) return '';
    const lines = fresh.map((id) => {
      const [vendor, product] = id.split(':');
      return (
        `KERNEL=="hidraw*", SUBSYSTEM=="hidraw", ATTRS{idVendor}=="${vendor}", ATTRS{idProduct}=="${product}", TAG+="uaccess"\n` +
        `SUBSYSTEM=="usb", ATTR{idVendor}=="${vendor}", ATTR{idProduct}=="${product}", TAG+="uaccess"\n`
      );
    });
    return `\n# ${entry.name}\n${lines.join('')}`;
  });
  return HEADER + groups.join('');
}
