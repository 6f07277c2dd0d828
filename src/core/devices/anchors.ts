import type { Candidacy } from '../published/catalogue.ts';

/**
 * The anchors of highest specificity, one per model; more than one means the id alone does not settle the model.
 * A device that is rather another part of the same model (a second chip with the same id) is no anchor of it.
 */
export function strongestAnchors(candidacies: readonly Candidacy[]): Candidacy[] {
  const anchors = candidacies.filter(
    (candidacy) =>
      candidacy.anchor &&
      !candidacies.some(
        (other) => other.model === candidacy.model && other.specificity > candidacy.specificity && !other.anchor,
      ),
  );
  if (anchors.length < 2) return anchors;
  const top = Math.max(...anchors.map((candidacy) => candidacy.specificity));
  const strongest = anchors.filter((candidacy) => candidacy.specificity === top);
  const models = new Map(strongest.map((candidacy) => [candidacy.model, candidacy]));
  return [...models.values()];
}
