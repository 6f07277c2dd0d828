import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { createDatabaseSession } from '../../../src/core/store/database-session.ts';
import { databaseFileIn } from '../../../src/core/store/database.ts';
import { requestMarkFileIn } from '../../../src/core/store/chain-mark.ts';
import { createRequestStore } from '../../../src/core/store/request-store.ts';
import { filing } from '../request/filing.ts';
import { valueOf } from '../value-of.ts';

/** A data folder whose last requests are in the journal only: somebody read all the time, so that it could not be emptied. */
export interface Journal {
  readonly folder: string;
  /** Requests in all. */
  readonly filed: number;
  readonly bytes: Buffer;
}

const FIRST = 2;

export async function journalOf(folder: string, later: number): Promise<Journal> {
  const session = createDatabaseSession(folder);
  const requests = createRequestStore(folder, session);
  for (let one = 1; one <= FIRST; one += 1) valueOf(await requests.file(filing(one, ['desk'])));
  const reader = new Sqlite(databaseFileIn(folder), { readonly: true });
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM requests').get();
  const filed = FIRST + later;
  for (let one = FIRST + 1; one <= filed; one += 1) valueOf(await requests.file(filing(one, ['desk'])));
  const copied = path.join(folder, 'copied');
  mkdirSync(copied);
  for (const fileOf of [databaseFileIn, requestMarkFileIn]) copyFileSync(fileOf(folder), fileOf(copied));
  const bytes = readFileSync(`${databaseFileIn(folder)}-wal`);
  reader.close();
  session.close();
  return { folder: copied, filed, bytes };
}

/** @returns what the program finds, and says, when it starts with this in place of the journal. */
export async function startedWith(journal: Journal, bytes: Uint8Array, folder: string) {
  mkdirSync(folder);
  for (const fileOf of [databaseFileIn, requestMarkFileIn]) copyFileSync(fileOf(journal.folder), fileOf(folder));
  writeFileSync(`${databaseFileIn(folder)}-wal`, bytes);
  const session = createDatabaseSession(folder);
  const requests = createRequestStore(folder, session);
  const problem = await requests.problem();
  const found = valueOf(await requests.list({ limit: 1000 })).length;
  const goesOn = await requests.file(filing(1_000, ['desk']));
  session.close();
  return { found, problem, goesOn: goesOn.ok };
}

/** What must be said where so many are found: one event each. */
export function dueProblem({ filed }: Journal, found: number) {
  const missing = filed - found;
  return missing === 0 ? null : { code: 'requests-missing', params: { requests: missing, events: missing } };
}
