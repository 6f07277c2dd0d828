import path from 'node:path';
import { homeFolder } from './data-directory.ts';
import { openRegistry, type Registry } from './registry.ts';

/** Where installed software is registered on this PC. Tests pass folders of their own. */
export interface HostEnvironment {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Home folder. */
  readonly home: string;
  /** System-wide configuration on Linux, `/etc`. */
  readonly etc: string;
  /** Root of the file system on Linux: `/`. */
  readonly root: string;
  /** User id and group ids of the process on Linux; null elsewhere. */
  readonly account: { readonly user: number; readonly groups: readonly number[] } | null;
  /** Opened at the first call, because it loads a native library. */
  registry(): Promise<Registry>;
}

export const hostEnvironment = (): HostEnvironment => ({
  platform: process.platform,
  env: process.env,
  home: homeFolder() ?? path.parse(process.cwd()).root,
  etc: '/etc',
  root: '/',
  account: process.getuid === undefined ? null : { user: process.getuid(), groups: process.getgroups?.() ?? [] },
  registry: openRegistry,
});

type Environment = Readonly<Record<string, string | undefined>>;

/** Replaces `%NAME%`. @returns null when a variable is not set, because the path is meaningless then. */
export function expandVariables(text: string, env: Environment): string | null {
  let unset = false;
  const expanded = text.replaceAll(/%([^%\\/]+)%/g, (_, name: string) => {
    const value = env[name];
    if (value === undefined || value === '') unset = true;
    return value ?? '';
  });
  return unset ? null : expanded;
}

/** Replaces `%NAME%` and a leading `~`. @returns null when a variable is not set. */
export function expandPath(text: string, env: Environment, home: string): string | null {
  const expanded = expandVariables(text, env);
  return expanded === null ? null : expanded.replace(/^~(?=[\\/]|$)/, () => home);
}

/** Cleans a path that an installer has written: in quotes, with a trailing separator, or with garbage after a NUL. */
export function cleanPath(text: string): string {
  const clean = (text.split('\0')[0] ?? '').trim().replaceAll(/^"+|"+$/g, '');
  return /^([a-z]:)?[\\/]+$/i.test(clean) ? clean : clean.replace(/[\\/]+$/, '');
}
