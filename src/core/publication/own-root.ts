import { realpathSync } from 'node:fs';
import path from 'node:path';
import { rootPath, MAX_BYTES } from '../published/layout.ts';
import { asResult, type TrustedRoot } from './trust/metadata.ts';
import { introducedRoot } from './trust/root-chain.ts';
import { writeDurably } from '../platform/write-durably.ts';
import { folderSource } from './sources/folder-source.ts';

/** A school's own root, set on this PC in place of the demonstration root that came with the program. */
export interface OwnRoot {
  /** The first one; later ones follow from it. */
  readonly root: TrustedRoot;
  /** By the clock of this PC, RFC 3339 with +08:00. */
  readonly setAt: string;
}

/** As it is written down; the fingerprint is for people who look into the file. */
export interface SerializedOwnRoot {
  readonly fingerprint: string;
  readonly setAt: string;
  readonly root: string;
}

export const serializeOwnRoot = ({ root, setAt }: OwnRoot): SerializedOwnRoot => ({
  fingerprint: root.anchor,
  setAt,
  root: Buffer.from(root.bytes).toString('utf8'),
});

/** @returns null when it is none, or not whole. */
export function parseOwnRoot(written: unknown): OwnRoot | null {
  const { fingerprint, setAt, root: text } = (written ?? {}) as Partial<Record<keyof SerializedOwnRoot, unknown>>;
  if (typeof text !== 'string' || typeof setAt !== 'string' || Number.isNaN(Date.parse(setAt))) return null;
  const root = rootIn(text);
  return root !== null && root.anchor === fingerprint ? { root, setAt } : null;
}

/** All places hold the same text, and signatures cost more than anything else here. */
let lastRead: { readonly text: string; readonly root: TrustedRoot | null } | null = null;

function rootIn(text: string): TrustedRoot | null {
  if (lastRead?.text !== text) {
    const bytes = Buffer.from(text);
    const root = asResult(() => introducedRoot((file) => (file === rootPath(1) ? bytes : null)));
    lastRead = { text, root: root.ok ? root.value : null };
  }
  return lastRead.root;
}

const NAME = 'own-root.json';

export const ownRootFileIn = (dataDirectory: string): string => path.join(dataDirectory, NAME);

/** Anybody may have written in the data folder, so the file is read like one on a stick. */
export async function readOwnRootFile(dataDirectory: string): Promise<OwnRoot | 'absent' | 'damaged'> {
  try {
    // The data folder may lie behind a link; the file in it may not.
    const read = await folderSource(realpathSync(dataDirectory)).read(NAME, 2 * MAX_BYTES.root);
    if (!read.ok) return 'damaged';
    if (read.value === null) return 'absent';
    return parseOwnRoot(JSON.parse(Buffer.from(read.value).toString('utf8'))) ?? 'damaged';
  } catch (cause) {
    return (cause as { code?: unknown }).code === 'ENOENT' ? 'absent' : 'damaged';
  }
}

/** Throws when it cannot be written. */
export const writeOwnRootFile = (dataDirectory: string, own: OwnRoot): void =>
  writeDurably(ownRootFileIn(dataDirectory), `${JSON.stringify(serializeOwnRoot(own), null, 1)}\n`);
