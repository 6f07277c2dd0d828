// npm run fuses -- FILE: the fuses of a packed program, read back from it and compared with electron-builder.yml. Signing has been
// seen to damage them, so this is asked of what is shipped and not of what was configured.
import path from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { getConfig } from 'app-builder-lib/out/util/config/config.js';

export interface Fuse {
  readonly name: string;
  readonly wanted: boolean;
  readonly found: 'on' | 'off' | 'inherited' | 'removed' | 'unknown';
}

const STATES: Readonly<Record<number, Fuse['found']>> = {
  [FuseState.ENABLE]: 'on',
  [FuseState.DISABLE]: 'off',
  [FuseState.INHERIT]: 'inherited',
  [FuseState.REMOVED]: 'removed',
};

/** Fuses of Electron that the configuration decides on. @throws where the file has no fuses, or says them in another version. */
export async function readFuses(file: string, wanted: Readonly<Record<string, unknown>>): Promise<Fuse[]> {
  const wire = await getCurrentFuseWire(file);
  return Object.entries(wanted)
    .filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean')
    .map(([name, value]) => {
      const known = FuseV1Options[(name.charAt(0).toUpperCase() + name.slice(1)) as keyof typeof FuseV1Options];
      return { name, wanted: value, found: STATES[wire[known] ?? -1] ?? 'unknown' };
    });
}

export const isAsWanted = ({ wanted, found }: Fuse): boolean => found === (wanted ? 'on' : 'off');

export async function wantedFuses(root: string): Promise<Readonly<Record<string, unknown>>> {
  const { electronFuses } = await getConfig(root, 'electron-builder.yml', null);
  return { ...electronFuses };
}

if (import.meta.main) {
  const [file] = process.argv.slice(2);
  if (file === undefined) throw new Error('npm run fuses -- FILE');
  const fuses = await readFuses(file, await wantedFuses(path.resolve(import.meta.dirname, '../..')));
  for (const fuse of fuses)
    process.stdout.write(`${isAsWanted(fuse) ? 'as decided' : 'WRONG     '}  ${fuse.name}: ${fuse.found}\n`);
  process.exitCode = fuses.length > 0 && fuses.every(isAsWanted) ? 0 : 1;
}
