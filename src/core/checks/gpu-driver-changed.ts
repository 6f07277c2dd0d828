import type { GpuFacts } from '../../shared/domain/host-facts.ts';
import { defineCheck, type Judgement } from './check.ts';

const CAUSES = ['gpu-driver-replaced'] as const;
type Judged = Judgement<(typeof CAUSES)[number]>;

/** The graphics driver is the one of the last good run: Windows Update replaces drivers overnight. */
export const gpuDriverChanged = defineCheck({
  id: 'gpu-driver-changed',
  number: 25,
  needs: ['host'],
  causes: CAUSES,
  judge({ host }, { lastGood }) {
    const before = lastGood?.snapshot.probes.host;
    if (lastGood === null || before?.status !== 'ok') return [];
    const sameAdapter = (gpu: GpuFacts) =>
      before.facts.gpus?.find((old) => (gpu.pciId === null ? old.name === gpu.name : old.pciId === gpu.pciId));
    return (host.gpus ?? []).flatMap((gpu): Judged[] => {
      const old = sameAdapter(gpu)?.driverVersion ?? null;
      if (old === null || gpu.driverVersion === null) return [];
      const evidence = { adapter: gpu.name, version: gpu.driverVersion, before: old, lastGoodRun: lastGood.startedAt };
      const subject = 'host';
      if (old === gpu.driverVersion) return [{ outcome: 'pass', subject, evidence }];
      return [{ outcome: 'warn', subject, evidence, cause: 'gpu-driver-replaced' }];
    });
  },
});
