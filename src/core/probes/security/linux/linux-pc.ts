import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { readTextIfExists } from '../../files/open-file.ts';
import type { ReportTrouble } from '../../../platform/reading-troubles.ts';
import { listLinuxProcesses } from '../../software/running-programs.ts';
import type { HostEnvironment } from '../../../platform/host-environment.ts';

/** Access of the security readers to a Linux PC: files below one root, and no program is started. */
export interface LinuxPc {
  readonly environment: HostEnvironment;
  /** Names of the running programs; null where they cannot be listed. */
  readonly processes: readonly string[] | null;
  /** Absolute path. @param place relative to the root, without a leading slash. */
  at(place: string): string;
  /** Text of a file; null where it is missing, or could not be read, which is reported. */
  text(place: string): Promise<string | null>;
  /** Names in a folder; empty where it is missing or may not be listed. */
  names(place: string): Promise<string[]>;
  /** When a file was last written; null where it is missing. */
  modified(place: string): Promise<Date | null>;
  /** Whether systemd starts the unit at boot. */
  starts(unit: RegExp): Promise<boolean>;
}

export async function openLinuxPc(environment: HostEnvironment, report: ReportTrouble): Promise<LinuxPc> {
  const at = (place: string) => path.join(environment.root, place);
  const names = (place: string) => readdir(at(place)).catch(() => [] as string[]);
  return {
    environment,
    processes: await listLinuxProcesses(at('proc')),
    at,
    names,
    text: (place) => readTextIfExists(at(place), report),
    modified: async (place) => (await stat(at(place)).catch(() => null))?.mtime ?? null,
    async starts(unit) {
      const folders = (await names('etc/systemd/system')).filter((name) => name.endsWith('.wants'));
      const wanted = await Promise.all(folders.map((folder) => names(`etc/systemd/system/${folder}`)));
      return wanted.flat().some((name) => unit.test(name));
    },
  };
}

/** Parses an INI file to values by `section.key` in lower case; the last of equal keys counts. `#` and `;` begin comments (desktop entries, systemd, GDM, dconf). */
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

export const isTrueValue = (value: string | undefined): boolean => /^(true|yes|on|1)$/i.test(value ?? '');
