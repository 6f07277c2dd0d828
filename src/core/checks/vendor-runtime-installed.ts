import { requirementsWithout } from '../matrix/situation.ts';
import { defineCheck, type Judgement } from './check.ts';
import { needsRuntime, presentProducts, servedHeadsets } from './served-headsets.ts';
import { judgeProducts, VERSION_CAUSES } from './version-judgement.ts';

const CAUSES = ['runtime-not-installed', 'runtime-not-found', 'required-product-missing', ...VERSION_CAUSES] as const;
type Judged = Judgement<(typeof CAUSES)[number]>;

/** The software a headset needs is installed, in a version that works; any one of several is enough. */
export const vendorRuntimeInstalled = defineCheck({
  id: 'vendor-runtime-installed',
  number: 15,
  needs: ['usb', 'host', 'runtimes'],
  causes: CAUSES,
  judge({ recognition, runtimes, situation }, context) {
    const present = presentProducts(situation, runtimes, context);
    const nameOf = (product: string) => context.matrix.products.get(product)?.product.name.en ?? product;
    const served = servedHeadsets(recognition.devices, situation, context).flatMap((headset): Judged[] => {
      const { device, service } = headset;
      const { subject } = device;
      const found = service.runtimes.filter((product) => present.has(product)).map(nameOf);
      const evidence = { found, wanted: service.runtimes.map(nameOf), matrixVersion: context.stamp.version };
      if (found.length > 0) return [{ outcome: 'pass', subject, evidence }];
      if (!needsRuntime(headset)) return [];
      return service.withoutRuntime === 'unknown'
        ? [{ outcome: 'unknown', subject, evidence, cause: 'runtime-not-found' }]
        : [{ outcome: 'fail', subject, evidence, cause: 'runtime-not-installed' }];
    });
    const missing = requirementsWithout(context.matrix, situation).map(({ row, product, versions }): Judged => ({
      outcome: row.severity,
      subject: product.id,
      evidence: {
        product: product.name,
        required: versions,
        reason: row.reason,
        row: row.id,
        source: row.source,
        matrixVersion: context.stamp.version,
      },
      cause: 'required-product-missing',
    }));
    // SteamVR has a check of its own.
    const versions = judgeProducts(
      (product) => product !== 'steamvr' && context.matrix.products.get(product)?.product.kind === 'runtime',
      situation,
      context,
    );
    return [...served, ...missing, ...versions];
  },
});
