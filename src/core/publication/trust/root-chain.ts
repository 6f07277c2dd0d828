import { MAX_ROOTS, rootPath } from '../../published/layout.ts';
import { requireSignatures } from './metadata.ts';
import { Refusal } from './refusal.ts';
import { parseRoot, type TrustedRoot } from './trusted-root.ts';

/** @returns the bytes of a file of the publication, null when there is none. */
export type ReadFile = (path: string) => Uint8Array | null;

/**
 * The root this program was built with. It is trusted because the program itself is; that it signed itself is checked when
 * it is made, and would add nothing here.
 */
export function firstRoot(read: ReadFile): TrustedRoot {
  const file = rootPath(1);
  const bytes = read(file);
  if (bytes === null) throw new Refusal('publication-file-missing', { file });
  return parseRoot(bytes, file);
}

/** A first root that nobody vouches for yet: what can be asked of it is that it is the first one and signed itself. */
export function introducedRoot(read: ReadFile): TrustedRoot {
  const root = firstRoot(read);
  requireSignatures(root, 'root', root);
  if (root.version !== 1)
    throw new Refusal('publication-mismatch', { file: root.file, detail: `version ${root.version}` });
  return root;
}

/**
 * Follows the roots after a trusted one. Each must be signed by enough root keys of the one before and of itself, and count
 * up by one.
 */
export function followRoots(read: ReadFile, trusted: TrustedRoot): TrustedRoot {
  let root = trusted;
  for (let steps = 0; steps < MAX_ROOTS; steps += 1) {
    const version = root.version + 1;
    const file = rootPath(version);
    const bytes = read(file);
    if (bytes === null) return root;
    const next = parseRoot(bytes, file);
    requireSignatures(root, 'root', next);
    requireSignatures(next, 'root', next);
    if (next.version !== version)
      throw new Refusal('publication-mismatch', { file, detail: `version ${next.version}` });
    root = { ...next, anchor: root.anchor };
  }
  return root;
}
