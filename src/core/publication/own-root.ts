import { realpathSync } from 'node:fs';
import path from 'node:path';
import { rootPath, MAX_BYTES } from '../published/layout.ts';
import { asResult, type TrustedRoot } from './trust/metadata.ts';
import { introducedRoot } from './trust/root-chain.ts';
import { writeDurably } from '../platform/write-durably.ts';
import { folderSource } from './sources/folder-source.ts';

/** A school's own root, set on this PC in place of the demonstration root that came with the program. */
export interface OwnRoot {
  /** The first root; later ones are signed by their predecessors. */
  readonly root: TrustedRoot;
  /** By the clock of this PC, RFC 3339 with +08:00. */
  readonly setAt: string;
}

/** JSON form of an own root. The fingerprint is for people who read the file. */
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

/** @returns null where it is none, or is damaged. */
export function parseOwnRoot(written: unknown): OwnRoot | null {
  const { fingerprint, setAt, root: text } = (written ?? {}) as Partial<Record<keyof SerializedOwnRoot, unknown>>;
  if (typeof text !== 'string' || typeof setAt !== 'string' || Number.isNaN(Date.parse(setAt))) return null;
  const root = rootIn(text);
  return root !== null && root.anchor === fingerprint ? { root, setAt } : null;
}

/** Cache of the last root: all copies have the same text, and verifying signatures is slow. */
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

/** Reads the file with the own root. Anybody may have written it, so it is read like one on a USB drive. */
export async function readOwnRootFile(dataDirectory: string): Promise<OwnRoot | 'absent' | 'damaged'> {
  try {
    // The data folder may be behind a link, but the file itself may not be one.
    const read = await folderSource(realpathSync(dataDirectory)).read(NAME, 2 * MAX_BYTES.root);
    if (!read.ok) return 'damaged';
    if (read.value === null) return 'absent';
    return parseOwnRoot(JSON.parse(Buffer.from(read.value).toString('utf8'))) ?? 'damaged';
  } catch (cause) {
    return (cause as { code?: unknown }).code === 'ENOENT' ? 'absent' : 'damaged';
  }
}

/** @throws the error of the operating system. */
export const writeOwnRootFile = (dataDirectory: string, own: OwnRoot): void =>
  writeDurably(ownRootFileIn(dataDirectory), `${JSON.stringify(serializeOwnRoot(own), null, 1)}\n`);
