import { replaceable } from '../platform/replaceable.ts';
import type { Publication, PublicationIdentity } from './publication.ts';

/** Publications that were in use since the program started, by the view of the one in use. */
const usedBefore = new WeakMap<Publication, Publication[]>();

/** The publication in use as one object, also after a newer one has taken its place. */
export function createPublicationView(first: Publication): {
  readonly view: Publication;
  readonly replace: (next: Publication) => void;
} {
  const { view, replace } = replaceable(first);
  const used = [first];
  usedBefore.set(view, used);
  return {
    view,
    replace(next) {
      used.push(next);
      replace(next);
    },
  };
}

/**
 * The publication that some work began with, as long as the program has run since; else the one in use. So an inspection is judged
 * by one set of rules while newer ones arrive.
 */
export const publicationOf = (
  publication: Publication,
  { version, demo }: Pick<PublicationIdentity, 'version' | 'demo'>,
): Publication =>
  usedBefore.get(publication)?.findLast(({ identity }) => identity.version === version && identity.demo === demo) ??
  publication;
