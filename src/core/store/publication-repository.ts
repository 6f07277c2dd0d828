import type { Database } from 'better-sqlite3';
import { type Mark, formatMark, parseMark } from '../publication/marks/mark.ts';
import type { PublicationIdentity } from '../publication/publication.ts';

/** A publication that was accepted on this PC. */
export interface InstalledPublication extends PublicationIdentity {
  readonly timestampVersion: number;
  /** RFC 3339 with +08:00, by this PC's clock. */
  readonly installedAt: string;
  /** Folder or address it came from. */
  readonly place: string;
}

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

/**
 * The own root that the newest installation remembers, as it was written down. For every start: looks, and expects nothing
 * of the database, which may be older than this program.
 */
export function rememberedOwnRoot(database: Database): string | null {
  const row = database
    .prepare<[], { written: string }>(
      `SELECT mark ->> '$.ownRoot' AS written FROM publications
       WHERE json_valid(mark) AND mark ->> '$.ownRoot' IS NOT NULL ORDER BY rowid DESC LIMIT 1`,
    )
    .get();
  return row?.written ?? null;
}

/** Accepted publications in the database. */
export interface PublicationRepository {
  save(publication: InstalledPublication, mark: Mark): void;
  /** Newest first. */
  list(): InstalledPublication[];
  marks(): Mark[];
  /** When the newest real check began; demonstrations do not count. */
  lastRun(): Date | null;
}

export function createPublicationRepository(database: Database): PublicationRepository {
  // The same numbers come again when a kept publication was lost, or under another root: then the newer entry counts.
  const insert = database.prepare(
    `INSERT OR REPLACE INTO publications
     VALUES (@version, @timestampVersion, @date, @title, @demo, @mark, @installedAt, @place)`,
  );
  const selectAll = database.prepare<[], Row>(
    'SELECT * FROM publications ORDER BY installed_at DESC, version DESC, timestamp_version DESC',
  );
  const selectLastRun = database.prepare<[], { started_at: string | null }>(
    'SELECT started_at FROM runs WHERE demo = 0 ORDER BY id DESC LIMIT 1',
  );
  return {
    save: ({ title, demo, ...rest }, mark) =>
      void insert.run({ ...rest, title: JSON.stringify(title), demo: demo ? 1 : 0, mark: formatMark(mark) }),
    list: () =>
      selectAll.all().map((row) => ({
        version: row.version,
        timestampVersion: row.timestamp_version,
        date: row.date,
        title: JSON.parse(row.title) as InstalledPublication['title'],
        demo: row.demo === 1,
        installedAt: row.installed_at,
        place: row.place,
      })),
    marks: () => selectAll.all().flatMap(({ mark }) => parseMark(mark) ?? []),
    lastRun() {
      const at = new Date(selectLastRun.get()?.started_at ?? '');
      return Number.isNaN(at.getTime()) ? null : at;
    },
  };
}
