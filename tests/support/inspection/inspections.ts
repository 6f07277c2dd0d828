import { onTestFinished } from 'vitest';
import type { StationReading } from '../../../src/core/records/material.ts';
import { createInspectionSessions, type CreatedSessions } from '../../../src/core/inspections/session/sessions.ts';
import type { SessionDependencies } from '../../../src/core/inspections/session/show-session.ts';
import { createDatabaseSession } from '../../../src/core/store/database-session.ts';
import type { CheckProgress } from '../../../src/shared/contract.ts';
import type { CheckRun } from '../../../src/shared/domain/check-run.ts';
import type { Answer } from '../../../src/shared/domain/inspection/cell.ts';
import type { InspectionSession } from '../../../src/shared/domain/inspection/inspection-session.ts';
import type { InspectionKind } from '../../../src/shared/domain/inspection/inspection-terms.ts';
import { succeed } from '../../../src/shared/domain/result.ts';
import type { Station } from '../../../src/shared/domain/station.ts';
import type { ReadingProgress } from '../../../src/shared/inspection-contract.ts';
import { station as standardStation } from '../pc/facts.ts';
import { never, publishing, sessionParts } from './inspection-dependencies.ts';
import { valueOf } from '../value-of.ts';
import { run } from '../pc/runs.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** One program on a PC of a lab: its sessions on a real database; what it reads is up to the test. */
export class InspectionPc {
  readonly folder: string;
  readonly sessions: CreatedSessions;
  readonly database;
  station: Station | null = standardStation(null);
  /** What the next reading gives. */
  reading: CheckRun = run();
  now = new Date('2026-11-22T09:00:00+08:00');
  previous: Awaited<ReturnType<SessionDependencies['previousReport']>> = null;
  requests: SessionDependencies['requests'] = never;

  constructor({ folder = temporaryFolder(), published = publishing() } = {}) {
    this.folder = folder;
    this.database = createDatabaseSession(folder);
    onTestFinished(() => this.database.close());
    this.sessions = createInspectionSessions({
      ...sessionParts(this.database, published),
      dataDirectory: folder,
      check: (signal) => this.#check(signal),
      station: () => Promise.resolve(succeed(this.station)),
      requests: () => this.requests(),
      previousReport: () => Promise.resolve(this.previous),
      now: () => this.now,
    });
  }

  async *#check(signal: AbortSignal): AsyncGenerator<CheckProgress> {
    yield { type: 'probe', probe: 'usb', state: 'started' };
    yield { type: 'probe', probe: 'usb', state: 'ok' };
    if (!signal.aborted) yield { type: 'finished', run: this.reading, keeping: { kept: 'database' } };
  }

  /** A session begun here. */
  async begin(kind: InspectionKind = 'quarterly', inspector = '张三'): Promise<InspectionSession> {
    return sessionOf(await Array.fromAsync(this.sessions.start(kind, inspector, new AbortController().signal)));
  }
}

export function sessionOf(steps: readonly ReadingProgress[]): InspectionSession {
  const last = steps.at(-1);
  if (last?.type !== 'finished') throw new Error(JSON.stringify(last));
  return last.session;
}

export const NORMAL: Answer = { outcome: 'normal', reason: null, value: null, note: '' };
export const ABNORMAL: Answer = { outcome: 'abnormal', reason: null, value: null, note: '外皮破损' };
export const NO_ACCESS: Answer = { outcome: 'not-inspected', reason: 'no-access', value: null, note: '' };

/** The session as a new program finds it on the disk. */
export async function reopened(folder: string, id: string): Promise<InspectionSession> {
  const { sessions, database } = new InspectionPc({ folder });
  const found = valueOf(await sessions.get(id));
  database.close();
  return found;
}

/** A seat as it comes by a signed file. */
export const readingAt = (seat: string, devices?: Parameters<typeof run>[1]): StationReading => ({
  seat,
  run: run(1000, devices),
  source: 'bundle',
  keyId: 'key',
  marks: ['not-fresh'],
  takenInAt: '2026-11-22T10:00:00.000+08:00',
});
