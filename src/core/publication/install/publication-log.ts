import { existsSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { formatInstant } from '../../../shared/beijing-time.ts';
import { databaseFileIn, openDatabase } from '../../store/database.ts';
import { type RollbackGuard, buildGuard, formatGuard, parseGuard } from '../rollback-guard.ts';
import type { OwnRoot } from '../own-root.ts';
import type { VerifiedPublication } from '../trust/verify-publication.ts';
import { bothLanguagesSchema } from '../../../shared/domain/both-languages.ts';
import type { PublicationIdentity } from '../../published/publication.ts';
import { parsedJson } from '../../store/stored-json.ts';

/** Runs work on the log in the database; returns the fallback where the database cannot be used, because installing must not depend on it. */
async function withRepository<Value>(
  dataDirectory: string,
  fallback: Value,
  work: (repository: PublicationRepository) => Value,
  purpose: 'read' | 'write' = 'read',
): Promise<Value> {
  const file = databaseFileIn(dataDirectory);
  if (purpose === 'read' && !existsSync(file)) return fallback;
  const opened = await openDatabase(file);
  if (!opened.ok) return fallback;
  try {
    return work(createPublicationRepository(opened.value));
  } catch {
    return fallback; // Damaged or locked: as if there were no database. `vrlab doctor` reports it.
  } finally {
    opened.value.close();
  }
}

export interface PublicationMemory {
  readonly guards: readonly RollbackGuard[];
  readonly lastRun: Date | null;
}

/** Reads rollback guards and the time of the last check from the database. */
export const readPublicationMemory = (dataDirectory: string): Promise<PublicationMemory> =>
  withRepository<PublicationMemory>(dataDirectory, { guards: [], lastRun: null }, (repository) => ({
    guards: repository.guards(),
    lastRun: repository.lastRun(),
  }));

/** Logs an installation. @returns false when the database cannot be used. */
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
      repository.save(entry, buildGuard(publication, ownRoot));
      return true;
    },
    'write',
  );

/** Lists the installations, newest first. */
export const listInstallations = (dataDirectory: string): Promise<PublicationLogEntry[]> =>
  withRepository<PublicationLogEntry[]>(dataDirectory, [], (repository) => repository.list());

/** Log entry of an installation. */
export interface PublicationLogEntry extends PublicationIdentity {
  readonly timestampVersion: number;
  /** RFC 3339 with +08:00, by this PC's clock. */
  readonly installedAt: string;
  /** Folder or address it came from. */
  readonly place: string;
}

/** Title of a damaged entry. */
const UNREADABLE = { 'zh-CN': '?', en: '?' };

interface Row {
  version: number;
  timestamp_version: number;
  date: string;
  title: string;
  demo: number;
  mark: string;
  installed_at: string;
  place: string;
}

/** The log of installations in the database. */
export interface PublicationRepository {
  save(publication: PublicationLogEntry, mark: RollbackGuard): void;
  /** Newest first. */
  list(): PublicationLogEntry[];
  guards(): RollbackGuard[];
  /** Start of the newest check, without demonstrations. */
  lastRun(): Date | null;
}

function createPublicationRepository(database: Database): PublicationRepository {
  // The same version numbers are installed again after a loss, or under another root: the newer entry replaces the older.
  const insert = database.prepare(
    `INSERT OR REPLACE INTO publications
     VALUES (@version, @timestampVersion, @date, @title, @demo, @mark, @installedAt, @place)`,
  );
  // Other own roots, for example forged ones, are removed from older entries, so that they do not contradict this one.
  const forgetOthers = database.prepare<[fingerprint: string]>(
    `UPDATE publications SET mark = json_remove(mark, '$.ownRoot')
     WHERE json_valid(mark) AND mark ->> '$.ownRoot' IS NOT NULL AND mark ->> '$.ownRoot.fingerprint' IS NOT ?`,
  );
  const selectAll = database.prepare<[], Row>(
    'SELECT * FROM publications ORDER BY installed_at DESC, version DESC, timestamp_version DESC',
  );
  const selectLastRun = database.prepare<[], { started_at: string | null }>(
    'SELECT started_at FROM runs WHERE demo = 0 ORDER BY id DESC LIMIT 1',
  );
  return {
    save: database.transaction(({ title, demo, ...rest }: PublicationLogEntry, mark: RollbackGuard) => {
      insert.run({ ...rest, title: JSON.stringify(title), demo: demo ? 1 : 0, mark: formatGuard(mark) });
      if (mark.ownRoot !== null) forgetOthers.run(mark.ownRoot.root.anchor);
    }),
    list: () =>
      selectAll.all().map((row) => ({
        version: row.version,
        timestampVersion: row.timestamp_version,
        date: row.date,
        title: bothLanguagesSchema.safeParse(parsedJson(row.title)).data ?? UNREADABLE,
        demo: row.demo === 1,
        installedAt: row.installed_at,
        place: row.place,
      })),
    guards: () => selectAll.all().flatMap(({ mark }) => parseGuard(mark) ?? []),
    lastRun() {
      const at = new Date(selectLastRun.get()?.started_at ?? '');
      return Number.isNaN(at.getTime()) ? null : at;
    },
  };
}
