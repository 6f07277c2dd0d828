import type { VersionScheme } from '../matrix-schema.ts';
import { dotted, nvidiaDriver, unixTime, vendorPattern, windowsBuild } from './number-schemes.ts';
import { semantic } from './semantic.ts';
import type { VersionOrder } from './version-order.ts';

const NAMED = {
  semver: semantic,
  dotted,
  'nvidia-driver': nvidiaDriver,
  'windows-build': windowsBuild,
  'unix-time': unixTime,
} as const satisfies Record<string, VersionOrder>;

/** The order a product's versions follow. */
export const versionOrderOf = (scheme: VersionScheme): VersionOrder =>
  typeof scheme === 'string' ? NAMED[scheme] : vendorPattern(scheme.pattern);
