import { existsSync } from 'node:fs';
import { formatInstant } from '../../../shared/beijing-time.ts';
import { databaseFileIn, openDatabase, openToLook } from '../../store/database.ts';
import {
  createPublicationRepository,
  type InstalledPublication,
  type PublicationRepository,
  rememberedOwnRoot,
} from './publication-repository.ts';
import { type Mark, markOf } from '../marks/mark.ts';
import { type OwnRoot, parseOwnRoot } from '../own-root/own-root.ts';
import type { VerifiedPublication } from '../trust/verify-publication.ts';

/** Uses the database if it can be used; an installation does not depend on it. */
async function withRepository<Value>(
  dataDirectory: string,
  fallback: Value,
  work: (repository: PublicationRepository) => Value,
  purpose: 'look' | 'write' = 'look',
): Promise<Value> {
  const file = databaseFileIn(dataDirectory);
  if (purpose === 'look' && !existsSync(file)) return fallback;
  const opened = await openDatabase(file);
  if (!opened.ok) return fallback;
  try {
    return work(createPublicationRepository(opened.value));
  } catch {
    return fallback; // Damaged or locked in the middle: as if there were none. `doctor` says it.
  } finally {
    opened.value.close();
  }
}

export interface Remembered {
  readonly marks: readonly Mark[];
  readonly lastRun: Date | null;
}

/** What the database remembers of publications and checks. */
export const rememberedIn = (dataDirectory: string): Promise<Remembered> =>
  withRepository<Remembered>(dataDirectory, { marks: [], lastRun: null }, (repository) => ({
    marks: repository.marks(),
    lastRun: repository.lastRun(),
  }));

/** The own root as the database remembers it. Looks only: this happens at every start, also of a demonstration. */
export async function ownRootInDatabase(dataDirectory: string): Promise<OwnRoot | null> {
  const file = databaseFileIn(dataDirectory);
  const database = existsSync(file) ? await openToLook(file) : null;
  try {
    return database === null ? null : parseOwnRoot(JSON.parse(rememberedOwnRoot(database) ?? 'null'));
  } catch {
    return null; // Damaged, locked, or from before there were publications.
  } finally {
    database?.close();
  }
}

/** @returns false when the database cannot be used. */
export const logInstalled = (
  dataDirectory: string,
  publication: VerifiedPublication,
  ownRoot: OwnRoot | null,
  place: string,
  now: Date,
): Promise<boolean> =>
  withRepository(
    dataDirectory,
    false,
    (repository) => {
      const { version, timestampVersion, title, date, demo } = publication;
      const entry = { version, timestampVersion, title, date, demo, installedAt: formatInstant(now), place };
      repository.save(entry, markOf(publication, ownRoot));
      return true;
    },
    'write',
  );

/** Newest first. */
export const installedOn = (dataDirectory: string): Promise<InstalledPublication[]> =>
  withRepository<InstalledPublication[]>(dataDirectory, [], (repository) => repository.list());
