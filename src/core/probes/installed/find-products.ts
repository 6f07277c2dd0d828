import type { FoundProduct } from '../../../shared/domain/software-facts.ts';
import type { FindRule, Product } from '../../published/matrix-schema.ts';
import type { Note } from '../../platform/note.ts';
import type { Surroundings } from '../../platform/surroundings.ts';
import { findFolder } from './find-folder.ts';
import { findVersion } from './find-version.ts';

export interface FoundProducts {
  /** Ids of the products that have a rule for this system. */
  readonly lookedFor: readonly string[];
  readonly found: readonly FoundProduct[];
}

async function findProduct(
  product: string,
  rules: readonly FindRule[],
  surroundings: Surroundings,
  note: Note,
): Promise<FoundProduct | null> {
  for (const rule of rules) {
    const folder = await findFolder(rule.folder, surroundings, note);
    if (folder !== null)
      return { product, folder, version: await findVersion(rule.version, folder.text, surroundings, note), files: [] };
  }
  return null;
}

/** Looks for products by their published rules; the first rule whose folder exists counts. */
export async function findProducts(
  products: readonly Product[],
  surroundings: Surroundings,
  note: Note,
): Promise<FoundProducts> {
  const sought = products
    .map(({ id, find = [] }) => ({ id, rules: find.filter(({ platform }) => platform === surroundings.platform) }))
    .filter(({ rules }) => rules.length > 0);
  const found = await Promise.all(sought.map(({ id, rules }) => findProduct(id, rules, surroundings, note)));
  return { lookedFor: sought.map(({ id }) => id), found: found.filter((product) => product !== null) };
}
