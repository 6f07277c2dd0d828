import type { SessionDependencies } from '../../../src/core/inspections/session/show-session.ts';
import type { Publication } from '../../../src/core/published/publication.ts';
import type { DatabaseSession } from '../../../src/core/store/database-session.ts';
import { type ChecklistItem, checklistItemSchema } from '../../../src/shared/domain/inspection/checklist.ts';
import { succeed } from '../../../src/shared/domain/result.ts';
import { createI18n } from '../../../src/shared/i18n.ts';
import { INSPECTION_TEXTS } from '../../../src/shared/locales/inspections.ts';
import { createWording } from '../../../src/shared/wording.ts';
import { station } from '../pc/facts.ts';
import { publication } from '../pc/judge.ts';

const both = (text: string) => ({ 'zh-CN': `${text}（中文）`, en: text });

type ItemFacts = { id: string } & Partial<Omit<ChecklistItem, 'id' | 'method'>> & { method?: object };

export const checklistItem = (facts: ItemFacts): ChecklistItem =>
  checklistItemSchema.parse({ text: both(facts.id), ...facts });

/** Two items the program fills at a seat, one looked at, one measured; for the lab one looked at and the books. */
export const ITEMS: readonly ChecklistItem[] = [
  { id: 'headset', severity: 'major' as const, method: { kind: 'automatic', checks: ['headset-present'] } },
  { id: 'memory', method: { kind: 'automatic', checks: ['host-memory', 'no-such-check'] } },
  { id: 'cables', severity: 'critical' as const },
  { id: 'light', method: { kind: 'measured', unit: 'lx', min: 300, max: 500, possible: { from: 0, to: 100_000 } } },
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

const RULES: ReturnType<SessionDependencies['rulesOf']> = {
  conclusion: [{ id: 'all-else', conclusion: 'passed', reason: both('fine') }],
  severities: {
    critical: { workingDays: 1, impact: both('stopped') },
    major: { workingDays: 5, impact: both('hindered') },
    minor: { workingDays: 20, impact: both('nothing yet') },
  },
  readings: { freshHours: 24, clockMinutes: 10 },
};

export const never = () => Promise.reject(new Error('not part of this test'));

/** Everything sessions need, on that database; what a test is about it puts in the place of these. */
export const sessionParts = (database: DatabaseSession, published = publishing()): SessionDependencies => ({
  dataDirectory: '',
  session: database,
  deviceKey: never,
  printer: { print: never },
  publication: published,
  version: 'test',
  demo: false,
  rulesOf: () => RULES,
  async *check() {},
  station: () => Promise.resolve(succeed(station(null))),
  teacher: () => Promise.resolve(succeed(null)),
  requests: never,
  previousReport: () => Promise.resolve(null),
  words: (language) => createWording(i18n, language),
  language: () => Promise.resolve('zh-CN'),
  now: () => new Date(),
});
