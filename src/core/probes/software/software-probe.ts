import path from 'node:path';
import type { FoundProduct } from '../../../shared/domain/software-facts.ts';
import type { Matrix, Product } from '../../published/matrix-schema.ts';
import { findProducts } from '../installed/find-products.ts';
import { notebook } from '../../platform/note.ts';
import type { Probe } from '../probe.ts';
import { type Surroundings, thisPc } from '../../platform/surroundings.ts';
import { createFileHasher } from './hash-file.ts';
import { findRunning } from './running-programs.ts';

/** What the software probe looks for, all of it published. */
export interface SoughtSoftware {
  /** Those of kind `suite` are looked for. */
  readonly products: readonly Product[];
  /** Their files are hashed where they are found. */
  readonly releases: Matrix['releases'];
  readonly conflicts: Matrix['conflicts'];
}

/** Paths that the releases of a product name, each once: another version may have been published with other files. */
const publishedFiles = (releases: Matrix['releases'], product: string): string[] => [
  ...new Set(
    releases.filter((release) => release.product === product).flatMap(({ files }) => files.map((file) => file.path)),
  ),
];

/** The teaching suite, its published files, and programs that disturb it. */
export function createSoftwareProbe(sought: SoughtSoftware, surroundings: Surroundings = thisPc()): Probe<'software'> {
  const { products, releases, conflicts } = sought;
  const hashFile = createFileHasher();
  return {
    id: 'software',
    deadlineMs: 10_000,
    async look(signal) {
      const { note, troubles } = notebook();
      const withFiles = async (found: FoundProduct): Promise<FoundProduct> => {
        const folder = found.folder?.text;
        if (folder === undefined) return found;
        const files: FoundProduct['files'] = [];
        // One after the other: a hard disk reads two files at once more slowly than both in turn.
        for (const file of publishedFiles(releases, found.product))
          files.push({ path: file, sha256: await hashFile(path.join(folder, file), signal, note) });
        return { ...found, files };
      };
      const suites = products.filter(({ kind }) => kind === 'suite');
      const [{ lookedFor, found }, running] = await Promise.all([
        findProducts(suites, surroundings, note),
        findRunning(
          conflicts.map(({ program }) => program),
          signal,
        ),
      ]);
      const hashed: FoundProduct[] = [];
      for (const product of found) hashed.push(await withFiles(product));
      return {
        facts: { lookedFor: [...lookedFor], found: hashed, troubles: troubles(), running },
        sources: process.platform === 'linux' ? ['/proc'] : ['systeminformation 5', 'native-reg 1'],
      };
    },
  };
}
