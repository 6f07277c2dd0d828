import { existsSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { formatInstant } from '../../../shared/beijing-time.ts';
import { databaseFileIn, openDatabase, openReadOnly } from '../../store/database.ts';
import { type RollbackGuard, buildGuard, formatGuard, parseGuard } from '../rollback-guard.ts';
import { type OwnRoot, parseOwnRoot } from '../own-root.ts';
import type { VerifiedPublication } from '../trust/verify-publication.ts';
import { bothLanguagesSchema } from '../../../shared/domain/both-languages.ts';
import type { PublicationIdentity } from '../../published/publication.ts';
import { parsedJson } from '../../store/stored-json.ts';

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

export interface PublicationMemory {
  readonly marks: readonly RollbackGuard[];
  readonly lastRun: Date | null;
}

/** What the database remembers of publications and checks. */
export const readPublicationMemory = (dataDirectory: string): Promise<PublicationMemory> =>
  withRepository<PublicationMemory>(dataDirectory, { marks: [], lastRun: null }, (repository) => ({
    marks: repository.marks(),
    lastRun: repository.lastRun(),
  }));

/** The own root as the database remembers it. Looks only: this happens at every start, also of a demonstration. */
export async function ownRootInDatabase(dataDirectory: string): Promise<OwnRoot | null> {
  const file = databaseFileIn(dataDirectory);
  const database = existsSync(file) ? await openReadOnly(file) : null;
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
      repository.save(entry, buildGuard(publication, ownRoot));
      return true;
    },
    'write',
  );

/** Newest first. */
export const listInstallations = (dataDirectory: string): Promise<PublicationLogEntry[]> =>
  withRepository<PublicationLogEntry[]>(dataDirectory, [], (repository) => repository.list());

/** A publication that was accepted on this PC. */
export interface PublicationLogEntry extends PublicationIdentity {
  readonly timestampVersion: number;
  /** RFC 3339 with +08:00, by this PC's clock. */
  readonly installedAt: string;
  /** Folder or address it came from. */
  readonly place: string;
}

/** The title of an entry that is damaged. */
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

/** The own root that the installations remember, as it was written down; throws in a database older than publications. */
export function rememberedOwnRoot(database: Database): string | null {
  const row = database
    .prepare<[], { written: string }>(
      `SELECT mark ->> '$.ownRoot' AS written FROM publications
       WHERE json_valid(mark) AND mark ->> '$.ownRoot' IS NOT NULL ORDER BY installed_at DESC LIMIT 1`,
    )
    .get();
  return row?.written ?? null;
}

/** Accepted publications in the database. */
export interface PublicationRepository {
  save(publication: PublicationLogEntry, mark: RollbackGuard): void;
  /** Newest first. */
  list(): PublicationLogEntry[];
  marks(): RollbackGuard[];
  /** When the newest real check began; demonstrations do not count. */
  lastRun(): Date | null;
}

export function createPublicationRepository(database: Database): PublicationRepository {
  // The same numbers come again when a kept publication was lost, or under another root: then the newer entry counts.
  const insert = database.prepare(
    `INSERT OR REPLACE INTO publications
     VALUES (@version, @timestampVersion, @date, @title, @demo, @mark, @installedAt, @place)`,
  );
  // Entries from before an own root was set, or from a forged one, must not speak against it.
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
    marks: () => selectAll.all().flatMap(({ mark }) => parseGuard(mark) ?? []),
    lastRun() {
      const at = new Date(selectLastRun.get()?.started_at ?? '');
      return Number.isNaN(at.getTime()) ? null : at;
    },
  };
}
