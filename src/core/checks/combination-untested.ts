import { rowsOn } from '../matrix/judge-version.ts';
import { connectedHeadsets, defineCheck, type Judgement } from './check.ts';

/** The version of the suite is published together with the connected headset; what nobody published is not fine, it is open. */
export const combinationUntested = defineCheck({
  id: 'combination-untested',
  needs: ['usb', 'host', 'software'],
  causes: ['combination-not-published'],
  judge({ recognition, situation }, context) {
    const headsets = connectedHeadsets(recognition.devices).filter(({ model }) => model !== 'unknown');
    const suites = situation.versions.filter(
      ({ product }) => context.matrix.products.get(product)?.product.kind === 'suite',
    );
    return suites.flatMap((suite) => {
      const rows = rowsOn(suite, situation);
      return headsets.map(({ model, subject }): Judgement => {
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
