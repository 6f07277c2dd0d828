import { rowsOn } from '../matrix/judge-version.ts';
import { defineCheck, type Judgement } from './check.ts';
import { connectedHeadsets } from './headsets.ts';

const CAUSES = ['combination-not-published'] as const;
type Judged = Judgement<(typeof CAUSES)[number]>;

/** The version of the suite is published together with the connected headset; what nobody published is not fine, it is open. */
export const combinationUntested = defineCheck({
  id: 'combination-untested',
  number: 29,
  needs: ['usb', 'host', 'software'],
  causes: CAUSES,
  judge({ recognition, situation }, context) {
    const headsets = connectedHeadsets(recognition.devices).filter(({ model }) => model !== 'unknown');
    const suites = situation.versions.filter(
      ({ product }) => context.matrix.products.get(product)?.product.kind === 'suite',
    );
    return suites.flatMap((suite) => {
      const rows = rowsOn(suite, situation);
      return headsets.map(({ model, subject }): Judged => {
        const row = rows.find(({ when, status }) => status !== 'blocked' && when?.headsets?.includes(model) === true);
        const evidence = {
          product: context.matrix.products.get(suite.product)!.product.name,
          version: suite.version?.text ?? null,
          row: row?.id ?? null,
          source: row?.source ?? null,
          matrixVersion: context.stamp.version,
        };
        if (row !== undefined) return { outcome: 'pass', subject, evidence };
        return { outcome: 'unknown', subject, evidence, cause: 'combination-not-published' };
      });
    });
  },
});
