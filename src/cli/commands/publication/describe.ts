import { folderSource } from '../../../core/publication/sources/folder-source.ts';
import { httpSource, isAddress } from '../../../core/publication/sources/http-source.ts';
import type { PublicationSource } from '../../../core/publication/sources/publication-source.ts';
import type { VerifiedPublication } from '../../../core/publication/trust/verify-publication.ts';
import { civilDateOf, daysBetween, formatInstant } from '../../../shared/beijing-time.ts';
import { type Result, succeed } from '../../../shared/domain/result.ts';
import type { Terminal } from '../../terminal.ts';

/** A folder or an https address, as it was typed. */
export const sourceAt = (place: string): Result<PublicationSource> =>
  isAddress(place) ? httpSource(place) : succeed(folderSource(place));

/** What the sentences about a publication name. */
export const named = ({ version, date, demo, title }: VerifiedPublication, { say, wording }: Terminal) => ({
  version,
  date,
  title: title[wording.language],
  demo: demo ? say('check.demoPublication') : '',
});

/** What the terminal tells of a publication, for JSON. */
export const describe = (publication: VerifiedPublication, now: Date) => ({
  version: publication.version,
  timestampVersion: publication.timestampVersion,
  rootVersion: publication.root.version,
  /** Of the first root, which the later ones follow from. */
  rootFingerprint: publication.root.anchor,
  title: publication.title,
  date: publication.date,
  ageDays: daysBetween(publication.date, civilDateOf(now)),
  demo: publication.demo,
  signedAt: formatInstant(publication.signedAt),
  expires: formatInstant(publication.expires.at),
});
