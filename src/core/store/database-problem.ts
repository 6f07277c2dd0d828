import { statfsSync } from 'node:fs';
import path from 'node:path';
import type { OwnProblem } from '../../shared/domain/problem.ts';
import { messageOf } from '../platform/message-of.ts';

/** With less room than this an input/output error of SQLite means a full disk: it has no code of its own for it everywhere. */
const ROOM_TO_WRITE = 256 * 1024;

const LIBRARY_ERRORS = new Set(['ERR_DLOPEN_FAILED', 'MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND']);

/** @returns what an error thrown while the database was opened or used means to a person. */
export function databaseProblemOf(cause: unknown, file: string): OwnProblem<DatabaseCode> {
  return { code: codeOf(cause, file), params: { file, detail: messageOf(cause) } };
}

type DatabaseCode = `database-${'unusable' | 'library-missing' | 'locked' | 'damaged'}` | 'disk-full';

function codeOf(cause: unknown, file: string): DatabaseCode {
  const code = (cause as { code?: unknown } | null)?.code;
  if (typeof code !== 'string') return 'database-unusable';
  // The binary is loaded with the first database, not with the package.
  if (LIBRARY_ERRORS.has(code)) return 'database-library-missing';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 'database-locked';
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) return 'database-damaged';
  if (code.startsWith('SQLITE_FULL') || code === 'SQLITE_IOERR_SHMSIZE' || code === 'ENOSPC' || code === 'EDQUOT')
    return 'disk-full';
  const writing = code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_CANTOPEN');
  return writing && isDiskFull(path.dirname(file)) ? 'disk-full' : 'database-unusable';
}

function isDiskFull(folder: string): boolean {
  try {
    const { bavail, bsize, files, ffree } = statfsSync(folder);
    return bavail * bsize < ROOM_TO_WRITE || (files > 0 && ffree === 0);
  } catch {
    return false;
  }
}
