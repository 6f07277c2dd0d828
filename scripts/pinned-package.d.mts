export interface PinnedPackage {
  readonly name: string;
  /** Exact. */
  readonly version: string;
  /** Of the archive, in base64. */
  readonly sha512: string;
  /** Paths in the archive to unpack; all of it without. */
  readonly members?: readonly string[];
}
/** Folder of a package; there after `fetchPackage` has returned null. */
export function packageFolder(pinned: PinnedPackage): string;
/** @returns null when the package is there, otherwise what went wrong. */
export function fetchPackage(pinned: PinnedPackage): string | null;
