import path from 'node:path';
import { homeFolder } from './home-folder.ts';
import { openRegistry, type Registry } from './registry/registry.ts';

/** Where installed software leaves its traces on this PC. Tests hand in folders of their own. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Home folder. */
  readonly home: string;
  /** System-wide configuration on Linux, `/etc`. */
  readonly etc: string;
  /** Everything else on Linux lies below it: `/`. */
  readonly root: string;
  /** Account the program runs in on Linux, in numbers; null elsewhere. */
  readonly account: { readonly user: number; readonly groups: readonly number[] } | null;
  /** Opened when first asked for: it costs a native library. */
  registry(): Promise<Registry>;
}

export const thisPc = (): Surroundings => ({
  platform: process.platform,
  env: process.env,
  home: homeFolder() ?? path.parse(process.cwd()).root,
  etc: '/etc',
  root: '/',
  account: process.getuid === undefined ? null : { user: process.getuid(), groups: process.getgroups?.() ?? [] },
  registry: openRegistry,
});
