import type { VerifiedPublication } from '../../../core/publication/trust/verify-publication.ts';
import { civilDateOf, daysBetween, formatInstant } from '../../../shared/beijing-time.ts';

/** What the terminal tells of a publication, for JSON. */
export const describe = (publication: VerifiedPublication, now: Date) => ({
  version: publication.version,
  timestampVersion: publication.timestampVersion,
  rootVersion: publication.root.version,
  title: publication.title,
  date: publication.date,
  ageDays: daysBetween(publication.date, civilDateOf(now)),
  demo: publication.demo,
  signedAt: formatInstant(publication.signedAt),
  expires: formatInstant(publication.expires.at),
});
