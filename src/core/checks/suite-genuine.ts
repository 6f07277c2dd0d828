import type { CheckEvidence } from '../../shared/domain/check-terms.ts';
import type { FoundProduct } from '../../shared/domain/software-facts.ts';
import { type CheckContext, defineCheck, type Judgement } from './check.ts';

const CAUSES = [
  'known-vulnerability',
  'file-not-genuine',
  'file-not-read',
  'release-not-published',
  'version-not-told',
] as const;
type Judged = Judgement<(typeof CAUSES)[number]>;

/** The suite's files are those that were published, and no published vulnerability touches its version. */
export const suiteGenuine = defineCheck({
  id: 'suite-genuine',
  number: 14,
  needs: ['software'],
  causes: CAUSES,
  judge: ({ software }, context) =>
    software.found
      .filter(({ product }) => context.matrix.products.get(product)?.product.kind === 'suite')
      .map((found) => judgeSuite(found, context)),
});

const fileName = (path: string) => path.split(/[\\/]/).at(-1)!.toLowerCase();

function judgeSuite(found: FoundProduct, { matrix, stamp }: CheckContext): Judged {
  const { product, order } = matrix.products.get(found.product)!;
  const version = found.version === null ? null : order.read(found.version.text);
  const evidence = { product: product.name, version: found.version?.text ?? null, matrixVersion: stamp.version };
  const judgement = (
    outcome: Judged['outcome'],
    cause?: (typeof CAUSES)[number],
    more: CheckEvidence = {},
  ): Judged => ({
    outcome,
    subject: product.id,
    evidence: { ...evidence, ...more },
    ...(cause !== undefined && { cause }),
  });
  if (version === null) return judgement('unknown', 'version-not-told');

  const advisory = matrix.matrix.advisories.find(
    (candidate) => candidate.product === product.id && order.range(candidate.versions)?.contains(version) === true,
  );
  if (advisory !== undefined)
    return judgement('fail', 'known-vulnerability', {
      advisory: advisory.id,
      reason: advisory.title,
      source: advisory.source,
    });

  const release = matrix.matrix.releases.find((candidate) => {
    const published = candidate.product === product.id ? order.read(candidate.version) : null;
    return published !== null && order.compare(published, version) === 0;
  });
  if (release === undefined) return judgement('unknown', 'release-not-published');
  const hashOf = (path: string) => found.files.find((file) => fileName(file.path) === fileName(path))?.sha256 ?? null;
  const foreign = release.files.filter((file) => ![null, file.sha256].includes(hashOf(file.path)));
  if (foreign.length > 0) return judgement('fail', 'file-not-genuine', { files: foreign.map(({ path }) => path) });
  const unread = release.files.filter((file) => hashOf(file.path) === null);
  if (unread.length > 0) return judgement('unknown', 'file-not-read', { files: unread.map(({ path }) => path) });
  return judgement('pass');
}
