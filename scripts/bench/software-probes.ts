import { createRuntimesProbe } from '../../src/core/probes/runtimes/runtimes-probe.ts';
import { runProbe } from '../../src/core/probes/run-probe.ts';
import { createSoftwareProbe } from '../../src/core/probes/software/software-probe.ts';
import { publication } from '../../tests/support/pc/judge.ts';
import { atMost, type Figure, quantile } from './figure.ts';

const LOOKS = 40;

/** What the probes for runtimes and installed software add to a check of a program that already runs. */
export async function softwareProbes(): Promise<Figure[]> {
  const never = new AbortController().signal;
  const runtimes = createRuntimesProbe(publication.matrix.products);
  const software = createSoftwareProbe({ ...publication.matrix, programs: [] });
  const look = async () => {
    const begun = performance.now();
    const outcomes = await Promise.all([runProbe(runtimes, never), runProbe(software, never)]);
    for (const { status } of outcomes) if (status !== 'ok') throw new Error(`a probe ended ${status}`);
    return performance.now() - begun;
  };
  await look();
  const taken: number[] = [];
  for (let count = 0; count < LOOKS; count += 1) taken.push(await look());
  return [atMost('probes for runtimes and software, hot, p95', quantile(taken, 0.95), 300, 'ms', 0)];
}
