import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { fingerprintOf } from './fingerprint.ts';
import { isFields, parseMetadata, reading, type RoleName, ROLES, type SignedMetadata } from './metadata.ts';

/** An Ed25519 key that can only check. */
export interface PublicKey {
  /** The 32 bytes of the key. */
  readonly hex: string;
  readonly verify: (bytes: Buffer, signature: Buffer) => boolean;
}

export interface Role {
  readonly keyIDs: readonly string[];
  readonly threshold: number;
}

/** Root metadata: which keys count for which role. Called trusted once a chain leads to it. */
export interface TrustedRoot extends SignedMetadata {
  readonly keys: ReadonlyMap<string, PublicKey>;
  readonly roles: Readonly<Record<RoleName, Role>>;
  readonly bytes: Uint8Array;
  /** Fingerprint of the root that the chain to this one began with. */
  readonly anchor: string;
}

/** A root by itself: where it is not followed from another one, it is its own anchor. */
export const parseRoot = (bytes: Uint8Array, file: string): TrustedRoot =>
  reading(file, () => {
    const metadata = parseMetadata('root', bytes, file);
    const { keys, roles, consistent_snapshot: consistent } = metadata.fields;
    if (consistent !== true) throw new TypeError('consistent_snapshot');
    if (!isFields(keys) || !isFields(roles)) throw new TypeError('keys, roles');
    return {
      ...metadata,
      bytes,
      anchor: fingerprintOf(metadata.canonical),
      keys: new Map(Object.entries(keys).flatMap(([id, key]) => publicKeyOf(id, key))),
      roles: Object.fromEntries(ROLES.map((role) => [role, roleOf(roles[role])])) as Record<RoleName, Role>,
    };
  });

function roleOf(written: unknown): Role {
  if (!isFields(written)) throw new TypeError('role');
  const { keyids, threshold } = written;
  if (!Array.isArray(keyids) || !keyids.every((id) => typeof id === 'string')) throw new TypeError('keyids');
  if (!Number.isSafeInteger(threshold) || (threshold as number) < 1) throw new TypeError('threshold');
  return { keyIDs: [...new Set(keyids)], threshold: threshold as number };
}

/** Keys of other kinds are left out: what only they have signed is not signed. */
function publicKeyOf(id: string, written: unknown): [string, PublicKey][] {
  if (!isFields(written) || written['keytype'] !== 'ed25519' || written['scheme'] !== 'ed25519') return [];
  const { keyval } = written;
  const hex = isFields(keyval) ? keyval['public'] : undefined;
  if (typeof hex !== 'string' || !/^[0-9a-f]{64}$/i.test(hex)) throw new TypeError(`key ${id}`);
  let key: KeyObject | null = null;
  const verifies = (bytes: Buffer, signature: Buffer): boolean => {
    const x = Buffer.from(hex, 'hex').toString('base64url');
    key ??= createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } });
    return verify(null, bytes, key, signature);
  };
  return [[id, { hex: hex.toLowerCase(), verify: verifies }]];
}
