import { defineCheck, type Judgement } from './check.ts';
import { judgeProducts, ofKind, VERSION_CAUSES } from './version-judgement.ts';

/** The teaching suite is installed where the matrix asks for it, in a version that lessons run with. */
export const suiteVersion = defineCheck({
  id: 'suite-version',
  number: 13,
  needs: ['software'],
  causes: ['suite-not-installed', ...VERSION_CAUSES],
  judge({ software, situation }, context) {
    const absent = context.matrix.matrix.products.filter(
      ({ id, kind, required = false }) =>
        kind === 'suite' &&
        required &&
        software.lookedFor.includes(id) &&
        !situation.versions.some(({ product }) => product === id),
    );
    return [
      ...absent.map(({ id, name }): Judgement<'suite-not-installed'> => ({
        outcome: 'fail',
        subject: id,
        evidence: { product: name, matrixVersion: context.stamp.version },
        cause: 'suite-not-installed',
      })),
      ...judgeProducts(ofKind(context.matrix, 'suite'), situation, context),
    ];
  },
});
