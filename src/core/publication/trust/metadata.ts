import type { ProblemCode, ProblemParams } from '../../../shared/domain/problem.ts';
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { canonicalize } from '@tufjs/canonical-json';
import { messageOf } from '../../platform/message-of.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { type Result, succeed } from '../../../shared/domain/result.ts';

export const ROLES = ['root', 'targets', 'snapshot', 'timestamp'] as const;
export type RoleName = (typeof ROLES)[number];

export type Fields = Readonly<Record<string, unknown>>;

/** Signed metadata of any role, with the fields that all roles have. */
export interface SignedMetadata {
  readonly file: string;
  readonly version: number;
  readonly expires: Date;
  /** The signed part. */
  readonly fields: Fields;
  /** The bytes that the signatures are made over. */
  readonly canonical: Buffer;
  readonly signatures: ReadonlyMap<string, Buffer>;
}

const strict = new TextDecoder('utf-8', { fatal: true });

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isVersion = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;

/** Runs code that reads untrusted data; any exception means that the file is damaged. */
export function readUntrusted<Value>(file: string, read: () => Value): Value {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    throw new Refusal('publication-damaged', { file, detail: messageOf(cause) });
  }
}

/** Parses signed metadata without verifying its signatures. */
const parseMetadata = (role: RoleName, bytes: Uint8Array, file: string): SignedMetadata =>
  readUntrusted(file, () => {
    const { signed, signatures } = JSON.parse(strict.decode(bytes)) as { signed: unknown; signatures: unknown };
    if (!isFields(signed) || signed['_type'] !== role) throw new TypeError(`no ${role} metadata`);
    const { version, expires: written, spec_version: specification } = signed;
    if (typeof specification !== 'string' || !/^1\.\d+(\.\d+)?$/.test(specification))
      throw new TypeError(`spec_version ${String(specification)}`);
    if (!isVersion(version)) throw new TypeError('version');
    const expires = new Date(typeof written === 'string' ? written : '');
    if (Number.isNaN(expires.getTime())) throw new TypeError('expires');
    const canonical = Buffer.from(canonicalize(signed));
    return { file, version, expires, fields: signed, canonical, signatures: parseSignatures(signatures) };
  });

function parseSignatures(list: unknown): Map<string, Buffer> {
  if (!Array.isArray(list)) throw new TypeError('signatures');
  const signatures = new Map<string, Buffer>();
  for (const { keyid, sig } of list as { keyid: unknown; sig: unknown }[]) {
    if (typeof keyid !== 'string' || typeof sig !== 'string') throw new TypeError('signature');
    if (signatures.has(keyid)) throw new TypeError(`two signatures of ${keyid}`);
    signatures.set(keyid, Buffer.from(sig, 'hex'));
  }
  return signatures;
}

/** Checks that enough keys of the role have signed. @throws Refusal. */
export function requireSignatures(root: TrustedRoot, role: RoleName, metadata: SignedMetadata): void {
  const { keyIDs, threshold } = root.roles[role];
  const good = new Set<string>();
  for (const id of keyIDs) {
    const key = root.keys.get(id);
    const signature = metadata.signatures.get(id);
    // A key that is listed under two ids counts once.
    if (key !== undefined && signature !== undefined && key.verify(metadata.canonical, signature)) good.add(key.hex);
  }
  if (good.size < threshold)
    throw new Refusal('publication-not-signed', { file: metadata.file, detail: `${good.size}/${threshold}` });
}

/** Parses metadata and checks that enough keys of the role have signed it. @throws Refusal. */
export function parseSigned(role: RoleName, bytes: Uint8Array, file: string, root: TrustedRoot): SignedMetadata {
  const metadata = parseMetadata(role, bytes, file);
  requireSignatures(root, role, metadata);
  return metadata;
}

/** An Ed25519 key for verification. */
export interface PublicKey {
  /** The 32 bytes of the key. */
  readonly hex: string;
  readonly verify: (bytes: Buffer, signature: Buffer) => boolean;
}

export interface Role {
  readonly keyIDs: readonly string[];
  readonly threshold: number;
}

/** Root metadata: which keys count for which role. Trusted when a chain from the anchor leads to it. */
export interface TrustedRoot extends SignedMetadata {
  readonly keys: ReadonlyMap<string, PublicKey>;
  readonly roles: Readonly<Record<RoleName, Role>>;
  readonly bytes: Uint8Array;
  /** Fingerprint of the root at the start of the chain. */
  readonly anchor: string;
}

/** Parses a root. Its anchor is itself, until it is reached through a chain. @throws Refusal. */
export const parseRoot = (bytes: Uint8Array, file: string): TrustedRoot =>
  readUntrusted(file, () => {
    const metadata = parseMetadata('root', bytes, file);
    const { keys, roles, consistent_snapshot: consistent } = metadata.fields;
    if (consistent !== true) throw new TypeError('consistent_snapshot');
    if (!isFields(keys) || !isFields(roles)) throw new TypeError('keys, roles');
    return {
      ...metadata,
      bytes,
      anchor: fingerprintOf(metadata.canonical),
      keys: new Map(Object.entries(keys).flatMap(([id, key]) => parsePublicKey(id, key))),
      roles: Object.fromEntries(ROLES.map((role) => [role, parseRole(roles[role])])) as Record<RoleName, Role>,
    };
  });

function parseRole(written: unknown): Role {
  if (!isFields(written)) throw new TypeError('role');
  const { keyids, threshold } = written;
  if (!Array.isArray(keyids) || !keyids.every((id) => typeof id === 'string')) throw new TypeError('keyids');
  if (!Number.isSafeInteger(threshold) || (threshold as number) < 1) throw new TypeError('threshold');
  return { keyIDs: [...new Set(keyids)], threshold: threshold as number };
}

/** Parses a key. Keys of other types are left out, so their signatures do not count. */
function parsePublicKey(id: string, written: unknown): [string, PublicKey][] {
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

/** Why a publication is refused. Thrown inside verification, and turned into a problem by {@link asResult}. */
export class Refusal<Code extends ProblemCode = ProblemCode> extends Error {
  readonly problem: Problem;

  constructor(code: Code, params: ProblemParams<Code>) {
    super(code);
    this.problem = { code, params } as Problem;
  }
}

/** Runs a verification; a refusal becomes a problem, any other exception is a defect and passes through. */
export function asResult<Value>(work: () => Value): Result<Value> {
  try {
    return succeed(work());
  } catch (cause) {
    if (cause instanceof Refusal) return { ok: false, problem: cause.problem };
    throw cause;
  }
}
