import { MAX_ROOTS, rootPath } from '../layout.ts';
import { parseMetadata, requireSignatures, type TrustedRoot } from './metadata.ts';
import { Refusal } from './refusal.ts';

/** @returns the bytes of a file of the publication, null when there is none. */
export type ReadFile = (path: string) => Uint8Array | null;

/** The root this program was built with: trusted because the program itself is. */
export function firstRoot(read: ReadFile): TrustedRoot {
  const file = rootPath(1);
  const bytes = read(file);
  if (bytes === null) throw new Refusal('publication-file-missing', { file });
  const root = parseMetadata('root', bytes, file);
  requireSignatures(root, 'root', root, file);
  return root;
}

/**
 * Follows the roots after a trusted one. Each must be signed by enough root keys of the one before and of itself, and count
 * up by one.
 */
export function followRoots(read: ReadFile, trusted: TrustedRoot): TrustedRoot {
  let root = trusted;
  for (let steps = 0; steps < MAX_ROOTS; steps += 1) {
    const version = root.signed.version + 1;
    const file = rootPath(version);
    const bytes = read(file);
    if (bytes === null) return root;
    const next = parseMetadata('root', bytes, file);
    requireSignatures(root, 'root', next, file);
    requireSignatures(next, 'root', next, file);
    if (next.signed.version !== version)
      throw new Refusal('publication-mismatch', { file, detail: `version ${next.signed.version}` });
    root = next;
  }
  return root;
}
