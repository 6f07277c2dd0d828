import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { logFolderIn } from '../../core/incidents/incident-log.ts';
import { writeDurably } from '../../core/platform/write-durably.ts';
import { PERIOD_MS } from './decide-recovery.ts';

/** When the program started itself anew, on disk, so that a program that fails at every start comes to an end. */
export interface RelaunchRecord {
  /** Epoch ms. */
  read(): number[];
  /** @returns false when it could not be stored: then the program must not start itself anew. */
  add(at: number): boolean;
  clear(): void;
}

/** @param dataDirectory null where the system names none. */
export function relaunchRecordIn(dataDirectory: string | null): RelaunchRecord {
  if (dataDirectory === null) return { read: () => [], add: () => false, clear: () => undefined };
  const file = path.join(logFolderIn(dataDirectory), 'relaunches.json');
  const read = (): number[] => {
    try {
      const stored: unknown = JSON.parse(readFileSync(file, 'utf8'));
      return Array.isArray(stored) ? stored.filter((at) => typeof at === 'number') : [];
    } catch {
      return [];
    }
  };
  return {
    read,
    add(at) {
      try {
        const recent = read().filter((earlier) => Math.abs(at - earlier) < PERIOD_MS);
        writeDurably(file, JSON.stringify([...recent, at]));
        return true;
      } catch {
        return false;
      }
    },
    clear: () => rmSync(file, { force: true }),
  };
}
