import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { databaseFileIn } from '../../src/core/store/database.ts';

/** Everything a data folder says: rows of the database whatever their pages, and every other file byte by byte. */
export function contentOf(folder: string): Record<string, string> {
  const content: Record<string, string> = {};
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()) {
    const file = path.join(folder, name);
    if (/\.sqlite(-wal|-shm)?$/.test(name) || !statSync(file).isFile()) continue;
    content[name] = createHash('sha256').update(readFileSync(file)).digest('hex');
  }
  return existsSync(databaseFileIn(folder)) ? { ...content, ...rowsIn(databaseFileIn(folder)) } : content;
}

function rowsIn(file: string): Record<string, string> {
  const database = new Sqlite(file, { readonly: true });
  const tables = database
    .prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY 1")
    .pluck()
    .all();
  const rows = Object.fromEntries(
    tables.map((table) => [
      table,
      database
        .prepare(`SELECT * FROM ${table} ORDER BY 1, 2`)
        .all()
        .map((row) => JSON.stringify(row, (_, value: unknown) => (value instanceof Uint8Array ? 'bytes' : value)))
        .join('\n'),
    ]),
  );
  database.close();
  return rows;
}
