import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { formatInstant, DAY_MS } from '../../shared/beijing-time.ts';
import { applyFolderMode, modeForFile, modeForFolder, PRIVATE_FOLDER } from '../platform/access/file-mode.ts';
import { makeFolder } from '../platform/make-folder.ts';
import { VERSION } from '../platform/version.ts';
import type { Incident, StoredIncident } from './incident.ts';
import { maskPersonal } from './mask-personal.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import type { ScreenError } from '../../shared/domain/screen-error.ts';

/** All files together stay below a megabyte. */
const MAX_FILE_BYTES = 200_000;
const FILES = 5;
const MAX_MESSAGE = 500;
const MAX_STACK = 4000;
/** Maximum number of characters that are searched for personal data; thrown messages may have any length. */
const MAX_MASKED = 6000;

/**
 * The log of failures of the program itself: `logs/incidents.jsonl` is the newest file, older ones are numbered. Everything is
 * synchronous, because the program may be about to end.
 */
export interface IncidentLog {
  readonly folder: string;
  /** Never throws. @returns false when the incident could not be stored. */
  readonly add: (incident: Incident) => boolean;
  /** Newest first; unreadable lines are left out. */
  readonly read: () => StoredIncident[];
  /** Removes older incidents. @param since epoch ms. @returns false when some may remain. */
  readonly dropBefore: (since: number) => boolean;
}

export const logFolderIn = (dataDirectory: string): string => path.join(dataDirectory, 'logs');

/** @param dataDirectory created for the log where it is missing now; one that is deleted later is not created again. */
export function createIncidentLog(dataDirectory: string, now: () => Date = () => new Date()): IncidentLog {
  const folder = logFolderIn(dataDirectory);
  const isNew = !existsSync(dataDirectory);
  const fileOf = (age: number) => path.join(folder, age === 0 ? 'incidents.jsonl' : `incidents.${age}.jsonl`);

  const rotate = () => {
    rmSync(fileOf(FILES - 1), { force: true });
    for (let age = FILES - 2; age >= 0; age -= 1) renameIfThere(fileOf(age), fileOf(age + 1));
  };
  const append = (line: string) => {
    const descriptor = openSync(fileOf(0), 'a', modeForFile(fileOf(0)));
    try {
      writeSync(descriptor, line);
      return fstatSync(descriptor).size;
    } finally {
      closeSync(descriptor);
    }
  };
  const readEntries = (age: number): StoredIncident[] => {
    try {
      // Reading a pipe would block for ever, and this program writes no larger file.
      const about = statSync(fileOf(age));
      if (!about.isFile() || about.size > 5 * MAX_FILE_BYTES) return [];
      return readFileSync(fileOf(age), 'utf8').split('\n').flatMap(parseEntry);
    } catch {
      return [];
    }
  };

  return {
    folder,
    add({ kind, where, message, stack, answer }) {
      const stored: StoredIncident = {
        at: formatInstant(now()),
        version: VERSION,
        kind,
        where: masked(where, MAX_MESSAGE),
        message: masked(message, MAX_MESSAGE),
        stack: masked(stack, MAX_STACK),
        answer,
      };
      try {
        if (isNew) makeFolder(dataDirectory, PRIVATE_FOLDER);
        makeLogFolder(folder);
        if (append(`${JSON.stringify(stored)}\n`) > MAX_FILE_BYTES) rotate();
        return true;
      } catch {
        return false;
      }
    },
    read: () => Array.from({ length: FILES }, (_, age) => readEntries(age).toReversed()).flat(),
    dropBefore(since) {
      try {
        for (let age = 0; age < FILES; age += 1) dropOld(fileOf(age), readEntries(age), since);
        return true;
      } catch {
        return false;
      }
    },
  };
}

const masked = (text: string, maxLength: number): string => maskPersonal(text.slice(0, MAX_MASKED)).slice(0, maxLength);

function makeLogFolder(folder: string): void {
  try {
    mkdirSync(folder, modeForFolder(folder));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
  }
}

function renameIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
  }
}

function parseEntry(line: string): StoredIncident[] {
  try {
    const entry = JSON.parse(line) as Partial<StoredIncident> | null;
    return typeof entry?.at === 'string' && typeof entry.kind === 'string' ? [entry as StoredIncident] : [];
  } catch {
    return [];
  }
}

/** Rewrites a file without its old entries, atomically for readers. */
function dropOld(file: string, entries: readonly StoredIncident[], since: number): void {
  const stored = entries.filter(({ at }) => Date.parse(at) >= since);
  if (stored.length === entries.length) return;
  if (stored.length === 0) return rmSync(file, { force: true });
  const draft = `${file}.part`;
  const descriptor = openSync(draft, 'w', modeForFile(draft));
  try {
    writeSync(descriptor, stored.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  } finally {
    closeSync(descriptor);
  }
  applyFolderMode(draft);
  renameSync(draft, file);
}

const DAYS = 7;

/** Summarizes the incidents of the last week as one problem; null when there were none. */
export function summarizeRecentIncidents(dataDirectory: string, now: Date): Problem | null {
  const { folder, read } = createIncidentLog(dataDirectory);
  const since = now.getTime() - DAYS * DAY_MS;
  const recent = read().filter(({ at }) => Date.parse(at) >= since);
  const [newest] = recent;
  if (newest === undefined) return null;
  const ofScreen = recent.filter(({ kind }) => kind.startsWith('screen-')).length;
  const params = {
    screen: ofScreen,
    program: recent.length - ofScreen,
    last: newest.at.slice(0, 16).replace('T', ' '),
    days: DAYS,
    folder,
  };
  return { code: 'failed-lately', params };
}

/** At most this many errors of screens are stored in this period, so that a screen that keeps failing does not fill the log. */
const MAX_SCREEN_ERRORS = 30;
const PERIOD_MS = 10 * 60_000;

/** Records the failures that screens report. @param log resolves to null where its folder was removed. */
export function createScreenErrorRecorder(
  log: () => Promise<IncidentLog | null>,
  now = Date.now,
): (error: ScreenError) => Promise<void> {
  let stored: number[] = [];
  return async ({ source, screen, panel, message, stack, componentStack }) => {
    stored = stored.filter((at) => Math.abs(now() - at) < PERIOD_MS);
    if (stored.length >= MAX_SCREEN_ERRORS) return;
    stored.push(now());
    const where = [source, screen, panel].filter((part) => part !== null).join(' / ');
    const components = componentStack === '' ? '' : `\nin${componentStack}`;
    (await log())?.add({ kind: 'screen-error', where, message, stack: stack + components, answer: 'shown' });
  };
}
