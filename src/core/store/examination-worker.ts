import { parentPort, workerData } from 'node:worker_threads';
import Sqlite from 'better-sqlite3';
import { damageIn } from './examine-database.ts';
import { changedRecords } from './inspection-records.ts';
import { changedMessages } from './request-guard.ts';

/** What is asked of it: the database file. */
export type ExaminedFile = string;

/** Somebody files something: it has to wait for a page, not for all of it. */
const READ_TIMEOUT_MS = 5000;

/** Reads everything, and writes nothing. @returns false where anything is not as it should be. */
function isWhole(file: ExaminedFile): boolean {
  const database = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: READ_TIMEOUT_MS });
  try {
    return (
      damageIn(database).length === 0 && changedMessages(database).length === 0 && changedRecords(database).length === 0
    );
  } finally {
    database.close();
  }
}

parentPort?.postMessage(isWhole(workerData as ExaminedFile));
