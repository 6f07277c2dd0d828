import { createHash } from 'node:crypto';
import type { TrustedRoot } from './metadata.ts';

/** Names a root, and with it all that follows from it: SHA-256 over its canonical signed part, 64 hexadecimal digits. */
export const fingerprintOf = (canonical: Uint8Array): string => createHash('sha256').update(canonical).digest('hex');

/** The root of `publication/demo-keys`. Everybody has its private keys: whatever follows from it is a demonstration. */
export const DEMO_ROOT = 'aeea4fa66f17293f3483226c82fe9e728004ead045a4eff3d40fb330ac281c98';

export const isDemoRoot = ({ anchor }: Pick<TrustedRoot, 'anchor'>): boolean => anchor === DEMO_ROOT;

/** In groups, as people read it out and compare it. */
export const formatFingerprint = (fingerprint: string): string =>
  fingerprint.match(/.{1,8}/g)?.join('-') ?? fingerprint;

/**
 * A fingerprint as people type it: separators, capital letters and full-width characters do not matter.
 * @returns null unless it is a whole one; a part of one is no proof.
 */
export function parseFingerprint(typed: string): string | null {
  const bare = typed
    .normalize('NFKC')
    .replaceAll(/[\s:-]/g, '')
    .toLowerCase();
  return /^[0-9a-f]{64}$/.test(bare) ? bare : null;
}
