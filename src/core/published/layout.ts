import type { Catalogue } from './catalogue-schema.ts';
import type { Matrix } from './matrix-schema.ts';
import type { Calendar } from './calendar-schema.ts';
import type { Checklists } from './checklists-schema.ts';
import type { Guide } from './guide-schema.ts';
import type { Policy } from './policy-schema.ts';

/** The published documents, the same in every publication; each is one file. */
export const DOCUMENT_NAMES = ['catalogue', 'matrix', 'policy', 'calendar', 'checklists', 'guide'] as const;
export type DocumentName = (typeof DOCUMENT_NAMES)[number];

/** What they say. */
export interface PublishedDocuments {
  readonly catalogue: Catalogue;
  readonly matrix: Matrix;
  readonly policy: Policy;
  readonly calendar: Calendar;
  readonly checklists: Checklists;
  readonly guide: Guide;
}

/** The documents as signed, byte by byte. */
export type DocumentBytes = Readonly<Record<DocumentName, Uint8Array>>;

/** Name of a document inside the targets metadata. */
export const targetOf = (name: DocumentName): string => `${name}.json`;

/** Paths inside a publication folder; the layout of a TUF repository with consistent snapshots. */
export const rootPath = (version: number): string => `metadata/${version}.root.json`;
export const TIMESTAMP_PATH = 'metadata/timestamp.json';
export const snapshotPath = (version: number): string => `metadata/${version}.snapshot.json`;
export const targetsPath = (version: number): string => `metadata/${version}.targets.json`;
export const targetPath = (sha256: string, target: string): string => `targets/${sha256}.${target}`;
export const documentPath = (sha256: string, name: DocumentName): string => targetPath(sha256, targetOf(name));

/** Larger files are not ours and are refused before they are read. */
export const MAX_BYTES = {
  root: 256 * 1024,
  timestamp: 16 * 1024,
  snapshot: 64 * 1024,
  targets: 64 * 1024,
  document: 16 * 1024 * 1024,
} as const;

/** Root rotations followed in one go; with the other files this also bounds how many files are ever read. */
export const MAX_ROOTS = 256;

/** Extra signed fields, beside those of TUF. */
export const ABOUT_FIELD = 'x-vrlab-publication';
export const SIGNED_AT_FIELD = 'x-vrlab-signed-at';

const decoder = new TextDecoder();

/**
 * Each document is read when it is first asked for: the checklists, half of all bytes, are used by inspections only.
 * @param bytes verified, and validated when they were signed or installed: not looked at again here.
 */
export function parseValidated(bytes: DocumentBytes): PublishedDocuments {
  const documents = {};
  for (const name of DOCUMENT_NAMES) {
    let read: { readonly value: unknown } | null = null;
    const get = () => (read ??= { value: JSON.parse(decoder.decode(bytes[name])) as unknown }).value;
    Object.defineProperty(documents, name, { enumerable: true, get });
  }
  return documents as PublishedDocuments;
}
