import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { readTextIfExists } from '../../files/open-file.ts';
import type { ReportTrouble } from '../../../platform/reading-troubles.ts';
import { listLinuxProcesses } from '../../software/running-programs.ts';
import type { HostEnvironment } from '../../../platform/host-environment.ts';

/** A Linux PC as the security readers look at it: files below one root, never a program started. */
export interface LinuxPc {
  readonly environment: HostEnvironment;
  /** Names of the programs that run; null when they cannot be listed. */
  readonly processes: readonly string[] | null;
  /** @param place from the root, without a slash in front. */
  at(place: string): string;
  /** Null: not there, or it may not be read, which is noted. */
  text(place: string): Promise<string | null>;
  /** Names in a folder; none when there is no such folder or it may not be seen. */
  names(place: string): Promise<string[]>;
  /** When a file was last written; null when it is not there. */
  modified(place: string): Promise<Date | null>;
  /** True when systemd starts the unit by itself. */
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

export const isTrueValue = (value: string | undefined): boolean => /^(true|yes|on|1)$/i.test(value ?? '');
