import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { PinnedPackage } from '../pinned-package.mjs';
import type { Target } from './target.ts';

/** What the lockfile says of a package. */
export interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly os?: string | readonly string[];
  readonly cpu?: string | readonly string[];
  readonly libc?: string | readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
/** By place: '' is this project, others begin with `node_modules/`. */
export type Lockfile = Readonly<Record<string, Locked>>;

export const readLockfile = (root: string): Lockfile =>
  (JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as { packages: Lockfile }).packages;

/** Named as dependencies by packages that need them for compiling only. */
const FOR_COMPILING = new Set(['node-addon-api', '@types/w3c-web-usb']);
/** Loaded on Windows only, though npm installs them everywhere. */
const FOR_WINDOWS = new Set(['koffi', 'native-reg']);

/** Packages that the built program loads at run time on a system: nothing else of node_modules is packed. */
export function runtimePackages(lock: Lockfile, target: Target): PinnedPackage[] {
  const found = new Map<string, PinnedPackage>();
  const waiting = Object.keys(lock['']?.dependencies ?? {});
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name) || FOR_COMPILING.has(name)) continue;
    if (target.platform !== 'win32' && FOR_WINDOWS.has(name)) continue;
    const locked = lock[`node_modules/${name}`];
    if (locked === undefined) throw new Error(`package-lock.json has no ${name} at its top`);
    if (!isFor(locked, target)) continue;
    found.set(name, pinned(name, locked));
    waiting.push(...Object.keys({ ...locked.dependencies, ...locked.optionalDependencies }));
  }
  return [...found.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** The package that brings Node itself for a system, and the program in it. */
export function nodePackage(lock: Lockfile, { platform, arch }: Target): PinnedPackage & { readonly program: string } {
  const isWindows = platform === 'win32';
  const name = `node-${isWindows ? 'win' : platform}-${arch}`;
  const locked = lock[`node_modules/${name}`];
  if (locked === undefined) throw new Error(`package-lock.json has no ${name}`);
  const program = isWindows ? 'bin/node.exe' : 'bin/node';
  return { ...pinned(name, locked), program, members: [`package/${program}`, 'package/package.json'] };
}

function pinned(name: string, { version, integrity }: Locked): PinnedPackage {
  const sha512 = /^sha512-(\S+)$/.exec(integrity ?? '')?.[1];
  if (version === undefined || sha512 === undefined) throw new Error(`package-lock.json pins no archive of ${name}`);
  return { name, version, sha512 };
}

/** Debian and Ubuntu have glibc. */
const isFor = ({ os, cpu, libc }: Locked, target: Target): boolean =>
  allows(os, target.platform) && allows(cpu, target.arch) && allows(libc, 'glibc');

function allows(list: Locked['os'], one: string): boolean {
  const names = [list ?? []].flat();
  const wanted = names.filter((name) => !name.startsWith('!'));
  return !names.includes(`!${one}`) && (wanted.length === 0 || wanted.includes(one));
}
