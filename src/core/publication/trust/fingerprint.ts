import { createHash } from 'node:crypto';
import type { TrustedRoot } from './metadata.ts';

/** Fingerprint of a root: SHA-256 over its canonical signed part, 64 hexadecimal digits. */
export const fingerprintOf = (canonical: Uint8Array): string => createHash('sha256').update(canonical).digest('hex');

/** Fingerprint of the root of `publication/demo-keys`. Its private keys are public, so everything signed under it is a demonstration. */
export const DEMO_ROOT = 'aeea4fa66f17293f3483226c82fe9e728004ead045a4eff3d40fb330ac281c98';

export const isDemoRoot = ({ anchor }: Pick<TrustedRoot, 'anchor'>): boolean => anchor === DEMO_ROOT;

/** Formats a fingerprint in groups of eight digits, for people who read it out and compare it. */
export const formatFingerprint = (fingerprint: string): string =>
  fingerprint.match(/.{1,8}/g)?.join('-') ?? fingerprint;

/**
 * Parses a fingerprint as people type it, with any separators, in upper or lower case, or in full-width characters.
 * @returns null unless it is complete: a part of a fingerprint proves nothing.
 */
export function parseFingerprint(typed: string): string | null {
  const bare = typed
    .normalize('NFKC')
    .replaceAll(/[\s:-]/g, '')
    .toLowerCase();
  return /^[0-9a-f]{64}$/.test(bare) ? bare : null;
}
