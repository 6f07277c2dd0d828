/** Values by `section.key`, in small letters; the last one counts. `#` and `;` begin remarks (desktop entries, systemd, GDM, dconf). */
export function iniValues(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  let section = '';
  for (const line of text.split('\n').map((one) => one.trim())) {
    const heading = /^\[(.+)\]$/.exec(line)?.[1];
    if (heading !== undefined) section = heading;
    const [, key, value] = /^([^#;=[][^=]*?)\s*=\s*(.*)$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) values.set(`${section}.${key}`.toLowerCase(), value);
  }
  return values;
}

export const saysYes = (value: string | undefined): boolean => /^(true|yes|on|1)$/i.test(value ?? '');
