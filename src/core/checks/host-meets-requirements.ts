import type { HostFacts } from '../../shared/domain/host-facts.ts';
import { LONGEST, publishedPattern } from '../platform/published-pattern.ts';
import { type CheckContext, type CheckSituation, defineCheck, type Judgement } from './check.ts';

const CAUSES = ['host-too-weak', 'host-not-told'] as const;
type Judged = Judgement<(typeof CAUSES)[number]>;

/** The PC is strong enough for the installed version of the suite. */
export const hostMeetsRequirements = defineCheck({
  id: 'host-meets-requirements',
  number: 28,
  needs: ['host', 'software'],
  causes: CAUSES,
  judge: ({ host, situation }, context) =>
    requirementsHere(situation, context).map((requirement) => judgeHost(host, requirement, context)),
});

type HostRequirement = CheckContext['matrix']['matrix']['hostRequirements'][number];

const requirementsHere = ({ versions }: CheckSituation, { matrix }: CheckContext): HostRequirement[] =>
  versions.flatMap((found) => {
    const order = matrix.products.get(found.product)?.order;
    const version = found.version === null ? null : (order?.read(found.version.text) ?? null);
    if (order === undefined || version === null) return [];
    return matrix.matrix.hostRequirements.filter(
      ({ product, versions: range }) => product === found.product && order.range(range)?.contains(version) === true,
    );
  });

const GIB = 1024 ** 3;
/** Firmware and graphics take their share of what is fitted: 8 GiB show as 7.7 or less. */
const FITTED = 0.9;

function judgeHost(host: HostFacts, needed: HostRequirement, { matrix, stamp }: CheckContext): Judged {
  const patterns = needed.weakGpus.map((pattern) => publishedPattern(pattern, 'i', LONGEST.adapterName));
  const weak = (name: string) => patterns.some((match) => match !== null && match(name) !== null);
  const tooLittle = [
    ...(host.memory !== null && host.memory.totalBytes < needed.memoryGiB * GIB * FITTED ? ['memory'] : []),
    ...(host.cpu !== null && host.cpu.logicalCores < needed.logicalCores ? ['processor'] : []),
    ...(host.gpus !== null && host.gpus.length > 0 && host.gpus.every(({ name }) => weak(name)) ? ['graphics'] : []),
  ];
  const evidence = {
    product: matrix.products.get(needed.product)!.product.name,
    tooLittle,
    totalBytes: host.memory?.totalBytes ?? null,
    cores: host.cpu?.logicalCores ?? null,
    adapters: host.gpus?.map(({ name }) => name) ?? [],
    needed: [`${needed.memoryGiB} GB`, `${needed.logicalCores} CPU`],
    source: needed.source,
    matrixVersion: stamp.version,
  };
  const subject = 'host';
  if (tooLittle.length > 0) return { outcome: 'fail', subject, evidence, cause: 'host-too-weak' };
  const isKnown = host.memory !== null && host.cpu !== null && host.gpus !== null && host.gpus.length > 0;
  if (!isKnown || patterns.includes(null)) return { outcome: 'unknown', subject, evidence, cause: 'host-not-told' };
  return { outcome: 'pass', subject, evidence };
}
