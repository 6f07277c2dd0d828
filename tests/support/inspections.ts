import { onTestFinished } from 'vitest';
import { createInspectionSessions, type CreatedSessions } from '../../src/core/inspections/session/create-sessions.ts';
import type { SessionParts } from '../../src/core/inspections/session/show-session.ts';
import type { Publication } from '../../src/core/publication/publication.ts';
import { createDatabaseSession } from '../../src/core/store/database-session.ts';
import type { CheckProgress } from '../../src/shared/contract.ts';
import type { CheckRun } from '../../src/shared/domain/check-run.ts';
import type { Answer } from '../../src/shared/domain/inspection/cell.ts';
import { type ChecklistItem, checklistItemSchema } from '../../src/shared/domain/inspection/checklist.ts';
import type { InspectionSession } from '../../src/shared/domain/inspection/inspection-session.ts';
import type { InspectionKind } from '../../src/shared/domain/inspection/inspection-terms.ts';
import { succeed } from '../../src/shared/domain/result.ts';
import type { Station } from '../../src/shared/domain/station.ts';
import type { ReadingProgress } from '../../src/shared/inspection-contract.ts';
import { INSPECTION_TEXTS } from '../../src/shared/locales/inspections.ts';
import { createI18n, createWording } from '../../src/shared/wording.ts';
import { station as standardStation } from './facts.ts';
import { publication } from './judge.ts';
import { valueOf } from './outbox-pc.ts';
import { run } from './runs.ts';
import { temporaryFolder } from './temporary-folder.ts';

const both = (text: string) => ({ 'zh-CN': `${text}（中文）`, en: text });

type ItemFacts = { id: string } & Partial<Omit<ChecklistItem, 'id' | 'method'>> & { method?: object };

export const checklistItem = (facts: ItemFacts): ChecklistItem =>
  checklistItemSchema.parse({ text: both(facts.id), ...facts });

/** Two items the program fills at a seat, one looked at, one measured; for the lab one looked at and the books. */
export const ITEMS: readonly ChecklistItem[] = [
  { id: 'headset', severity: 'major' as const, method: { kind: 'automatic', checks: ['headset-present'] } },
  { id: 'memory', method: { kind: 'automatic', checks: ['host-memory', 'no-such-check'] } },
  { id: 'cables', severity: 'critical' as const },
  { id: 'light', method: { kind: 'measured', unit: 'lx', min: 300, max: 500 } },
  { id: 'exits', asked: 'per-lab' as const },
  { id: 'books', asked: 'per-lab' as const, method: { kind: 'books' } },
].map(checklistItem);

/** The embedded publication with this one list, in this version. */
export const publishing = (items: readonly ChecklistItem[] = ITEMS, version = 1): Publication => {
  const sections = [{ id: 'all', title: both('all'), items: [...items] }];
  const list = { id: 'lab-inspection', version, use: 'inspection' as const, title: both('list'), sections };
  return { ...publication, checklists: { ...publication.checklists, checklists: [list] } };
};

const i18n = createI18n('zh-CN', INSPECTION_TEXTS);

export const RULES: SessionParts['rules'] = {
  conclusion: [{ id: 'all-else', conclusion: 'passed', reason: both('fine') }],
  severities: {
    critical: { workingDays: 1, impact: both('stopped') },
    major: { workingDays: 5, impact: both('hindered') },
    minor: { workingDays: 20, impact: both('nothing yet') },
  },
  readings: { freshHours: 24, clockMinutes: 10 },
};

const never = () => Promise.reject(new Error('not part of this test'));

/** One program on a PC of a lab: its sessions on a real database; what it reads is up to the test. */
export class InspectionPc {
  readonly folder: string;
  readonly sessions: CreatedSessions;
  readonly database;
  station: Station | null = standardStation(null);
  /** What the next reading gives. */
  reading: CheckRun = run();
  now = new Date('2026-11-22T09:00:00+08:00');
  previous: Awaited<ReturnType<SessionParts['previousReport']>> = null;
  requests: SessionParts['requests'] = never;

  constructor({ folder = temporaryFolder(), published = publishing() } = {}) {
    this.folder = folder;
    this.database = createDatabaseSession(folder);
    onTestFinished(() => this.database.close());
    this.sessions = createInspectionSessions({
      dataDirectory: folder,
      session: this.database,
      secrets: { kind: 'file' } as unknown as SessionParts['secrets'],
      printer: { print: never },
      publication: published,
      program: 'test',
      demo: false,
      rules: RULES,
      check: (signal) => this.#check(signal),
      station: () => Promise.resolve(succeed(this.station)),
      teacher: () => Promise.resolve(succeed(null)),
      requests: () => this.requests(),
      previousReport: () => Promise.resolve(this.previous),
      words: (language) => createWording(i18n, language),
      language: () => Promise.resolve('zh-CN'),
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
