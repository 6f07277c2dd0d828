import { existsSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { databaseFileIn, openReadOnly } from '../store/database.ts';
import { type OwnRoot, parseOwnRoot } from './own-root.ts';

/** Reads the copy of the own root in the database. Read-only, because every start does it, also in a demonstration. */
export async function ownRootInDatabase(dataDirectory: string): Promise<OwnRoot | null> {
  const file = databaseFileIn(dataDirectory);
  const database = existsSync(file) ? await openReadOnly(file) : null;
  try {
    return database === null ? null : parseOwnRoot(JSON.parse(rememberedOwnRoot(database) ?? 'null'));
  } catch {
    return null; // Damaged, locked, or of a version without publications.
  } finally {
    database?.close();
  }
}

/** Reads the copy of the own root from the log, as JSON. @throws in a database of a version without publications. */
function rememberedOwnRoot(database: Database): string | null {
  const row = database
    .prepare<[], { written: string }>(
      `SELECT mark ->> '$.ownRoot' AS written FROM publications
       WHERE json_valid(mark) AND mark ->> '$.ownRoot' IS NOT NULL ORDER BY installed_at DESC LIMIT 1`,
    )
    .get();
  return row?.written ?? null;
}
