import { canonicalize } from '@tufjs/canonical-json';
import { messageOf } from '../../platform/message-of.ts';
import { Refusal } from './refusal.ts';
import type { TrustedRoot } from './trusted-root.ts';

export const ROLES = ['root', 'targets', 'snapshot', 'timestamp'] as const;
export type RoleName = (typeof ROLES)[number];

export type Fields = Readonly<Record<string, unknown>>;

/** Signed metadata of any role, with the fields all of them have. */
export interface SignedMetadata {
  readonly file: string;
  readonly version: number;
  readonly expires: Date;
  /** Everything that is signed. */
  readonly fields: Fields;
  /** What the signatures are made over. */
  readonly canonical: Buffer;
  readonly signatures: ReadonlyMap<string, Buffer>;
}

const strict = new TextDecoder('utf-8', { fatal: true });

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isVersion = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;

/** Runs a reading of untrusted data; whatever goes wrong means that the file is damaged. */
export function reading<Value>(file: string, read: () => Value): Value {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    throw new Refusal('publication-damaged', { file, detail: messageOf(cause) });
  }
}

/** Reads signed metadata without believing it. */
export const parseMetadata = (role: RoleName, bytes: Uint8Array, file: string): SignedMetadata =>
  reading(file, () => {
    const { signed, signatures } = JSON.parse(strict.decode(bytes)) as { signed: unknown; signatures: unknown };
    if (!isFields(signed) || signed['_type'] !== role) throw new TypeError(`no ${role} metadata`);
    const { version, expires: written, spec_version: specification } = signed;
    if (typeof specification !== 'string' || !/^1\.\d+(\.\d+)?$/.test(specification))
      throw new TypeError(`spec_version ${String(specification)}`);
    if (!isVersion(version)) throw new TypeError('version');
    const expires = new Date(typeof written === 'string' ? written : '');
    if (Number.isNaN(expires.getTime())) throw new TypeError('expires');
    const canonical = Buffer.from(canonicalize(signed));
    return { file, version, expires, fields: signed, canonical, signatures: signaturesOf(signatures) };
  });

function signaturesOf(list: unknown): Map<string, Buffer> {
  if (!Array.isArray(list)) throw new TypeError('signatures');
  const signatures = new Map<string, Buffer>();
  for (const { keyid, sig } of list as { keyid: unknown; sig: unknown }[]) {
    if (typeof keyid !== 'string' || typeof sig !== 'string') throw new TypeError('signature');
    if (signatures.has(keyid)) throw new TypeError(`two signatures of ${keyid}`);
    signatures.set(keyid, Buffer.from(sig, 'hex'));
  }
  return signatures;
}

/** Demands that as many keys of the role have signed as the root wants. */
export function requireSignatures(root: TrustedRoot, role: RoleName, metadata: SignedMetadata): void {
  const { keyIDs, threshold } = root.roles[role];
  const good = new Set<string>();
  for (const id of keyIDs) {
    const key = root.keys.get(id);
    const signature = metadata.signatures.get(id);
    // One key under two ids is one key.
    if (key !== undefined && signature !== undefined && key.verify(metadata.canonical, signature)) good.add(key.hex);
  }
  if (good.size < threshold)
    throw new Refusal('publication-not-signed', { file: metadata.file, detail: `${good.size}/${threshold}` });
}

/** Reads metadata and checks that enough keys of this role have signed it. */
export function parseSigned(role: RoleName, bytes: Uint8Array, file: string, root: TrustedRoot): SignedMetadata {
  const metadata = parseMetadata(role, bytes, file);
  requireSignatures(root, role, metadata);
  return metadata;
}
