/** The published files, the same in every publication. */
export const PART_NAMES = ['catalogue', 'matrix', 'policy', 'calendar', 'checklists', 'guide'] as const;
export type PartName = (typeof PART_NAMES)[number];

/** Name of a part inside the targets metadata. */
export const targetOf = (part: PartName): string => `${part}.json`;

/** Paths inside a publication folder; the layout of a TUF repository with consistent snapshots. */
export const rootPath = (version: number): string => `metadata/${version}.root.json`;
export const TIMESTAMP_PATH = 'metadata/timestamp.json';
export const snapshotPath = (version: number): string => `metadata/${version}.snapshot.json`;
export const targetsPath = (version: number): string => `metadata/${version}.targets.json`;
export const partPath = (sha256: string, part: PartName): string => `targets/${sha256}.${targetOf(part)}`;

/** Larger files are not ours and are refused before they are read. */
export const MAX_BYTES = {
  root: 256 * 1024,
  timestamp: 16 * 1024,
  snapshot: 64 * 1024,
  targets: 64 * 1024,
  part: 16 * 1024 * 1024,
} as const;

/** Root rotations followed in one go; with the other files this also bounds how many files are ever read. */
export const MAX_ROOTS = 256;

/** Extra signed fields, beside those of TUF. */
export const ABOUT_FIELD = 'x-vrlab-publication';
export const SIGNED_AT_FIELD = 'x-vrlab-signed-at';
