import type { PublicationNews } from '../../shared/contract.ts';
import type { PublicationInUse } from '../publication/publication-in-use.ts';
import type { PcTrust } from '../publication/pc-trust.ts';
import { formatFingerprint } from '../publication/trust/fingerprint.ts';
import { resolveLimits } from '../published/limits.ts';
import type { Publication } from '../published/publication.ts';
import { attention, type Examination, failed, ok } from './examination.ts';

interface PublicationDependencies {
  readonly publication: Publication;
  readonly publicationInUse: PublicationInUse;
  readonly publicationNews: () => Promise<PublicationNews>;
  readonly now: () => Date;
}

/** The publication in use, its age, where new ones come from and whose signatures are trusted. */
export async function examinePublication(deps: PublicationDependencies): Promise<Examination[]> {
  const { chosen } = deps.publicationInUse;
  return [
    ...examineChosen(deps),
    ...examineAge(deps),
    examineSource(await deps.publicationNews()),
    ...examineRoot(chosen?.trust ?? null),
  ];
}

/** Each publication that was passed over is a problem of its own; a good one is used all the same. */
function examineChosen({ publication, publicationInUse: { chosen }, now }: PublicationDependencies): Examination[] {
  const { version, date } = publication.stampAt(now());
  const ofItself = (chosen?.problems ?? []).filter((problem) => problem !== chosen?.trust.problem);
  const troubles = ofItself.map((problem) => failed('publication', 'problem', problem));
  return troubles.length > 0 ? troubles : [ok('publication', { version, date })];
}

/** The age of a demonstration says nothing; one from after now is told by the clock. */
function examineAge({ publication, now }: PublicationDependencies): Examination[] {
  const { demo, ageDays } = publication.stampAt(now());
  const limits = resolveLimits({ 'publication.ageDays.warn': 'published' }, publication.limits);
  if (demo || ageDays < 0) return [];
  const isOld = limits === null || ageDays > limits['publication.ageDays.warn'];
  return [isOld ? attention('publication-age', { days: ageDays }) : ok('publication-age', { days: ageDays })];
}

/** Where new publications come from, and whether the last look there succeeded. A PC without such a place is served by hand. */
function examineSource({ source, sourceProblem, last, lastGood }: PublicationNews): Examination {
  const id = 'publication-source';
  if (sourceProblem !== null) return failed(id, 'problem', sourceProblem);
  if (source === null || !source.enabled) return ok('no-publication-source');
  if (last?.place === source.place && last.problem !== null) return failed(id, 'attention', last.problem);
  const day = lastGood?.place === source.place ? lastGood.at.slice(0, 10) : '–';
  return ok(id, { place: source.place, day });
}

/** Which root is trusted. On a school's PC the demonstration root needs attention: everybody can sign with it. */
function examineRoot(trust: PcTrust | null): Examination[] {
  if (trust === null) return [];
  const { kind, root, own, problem } = trust;
  if (problem !== null) return [failed('own-root', 'problem', problem)];
  const params = { fingerprint: formatFingerprint(root.anchor) };
  if (kind === 'demo') return [attention('demo-root', params)];
  return [own === null ? ok('built-in-root', params) : ok('own-root', { ...params, date: own.setAt.slice(0, 10) })];
}
