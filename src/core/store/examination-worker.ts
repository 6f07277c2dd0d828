import { parentPort, workerData } from 'node:worker_threads';
import Sqlite from 'better-sqlite3';
import { damageIn } from './examine-database.ts';
import { changedRecords } from './inspection-records.ts';
import { changedMessages } from './request-guard.ts';

/** The worker's data: the database file. */
export type ExaminedFile = string;

/** How long a read waits for a lock, for example while a request is filed. */
const READ_TIMEOUT_MS = 5000;

/** Examines the whole database read-only. @returns false where anything is damaged or changed. */
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
