import { programSource } from '../../../src/core/publication/embedded.ts';
import { gather } from '../../../src/core/publication/sources/publication-source.ts';
import { firstRoot } from '../../../src/core/publication/trust/root-chain.ts';
import { verifyPublication } from '../../../src/core/publication/trust/verify-publication.ts';

/** Reads a publication and verifies it with the program's own verifier. @returns the version of its targets metadata. */
export async function verifyFolder(folder: string): Promise<number> {
  const files = await gather(programSource(folder), 1);
  if (!files.ok) throw new Error(files.problem.code);
  const read = (file: string) => files.value.get(file) ?? null;
  const verified = verifyPublication(read, firstRoot(read));
  if (!verified.ok) throw new Error(verified.problem.code);
  return verified.value.version;
}
