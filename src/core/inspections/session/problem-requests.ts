import type { InspectionProblem } from '../../../shared/domain/inspection/inspection-session.ts';
import { type Subject, subjectOfSeat } from '../../../shared/domain/inspection/inspection-terms.ts';
import type { Language } from '../../../shared/domain/language.ts';
import { type Result, fail, succeed } from '../../../shared/domain/result.ts';
import { MOST_OF_A_DESCRIPTION, MOST_OF_A_TITLE, type RequestDraft } from '../../../shared/domain/service-request.ts';
import type { Scope } from '../../../shared/domain/service-terms.ts';
import { proposeEffect } from '../../../shared/summarize-findings.ts';
import type { StationReading } from '../../records/material.ts';
import { firstCharacters } from '../../requests/whole-characters.ts';
import type { InspectionStore } from '../../store/inspection-store.ts';
import { type StoredInspection, cellAt } from '../../store/stored-inspection.ts';
import type { InspectionDependencies, InspectionSessions } from '../inspections.ts';
import type { InspectionEditor } from './edit-inspection.ts';
import type { SessionView } from './show-session.ts';

type ProblemRequestDependencies = Pick<InspectionDependencies, 'requests' | 'words' | 'language'>;

/** Requests for service about problems of an inspection: drafted, and linked once they are filed. */
export function createProblemRequests(
  deps: ProblemRequestDependencies,
  store: Pick<InspectionStore, 'getOpen'>,
  view: Pick<SessionView, 'problems'>,
  linkRequest: InspectionEditor['linkRequest'],
): Pick<InspectionSessions, 'draftRequest' | 'linkRequest'> {
  return {
    async draftRequest(id, item) {
      const open = await store.getOpen(id);
      if (!open.ok) return open;
      const problem = (await view.problems(open.value)).find((one) => one.item === item);
      return problem === undefined
        ? fail('inspection-no-such-problem', { item })
        : await draftProblemRequest(open.value, problem, deps);
    },
    async linkRequest(id, item, request) {
      const found = await (await deps.requests()).get(request);
      if (!found.ok) return found;
      return await linkRequest(id, { item, id: request, number: found.value.request.number });
    },
  };
}

/** A request about a problem; whoever files it may change all of it. */
async function draftProblemRequest(
  inspection: StoredInspection,
  problem: InspectionProblem,
  deps: ProblemRequestDependencies,
): Promise<Result<RequestDraft>> {
  const language = await deps.language();
  const reading = ownReading(inspection, problem.subjects);
  const drafted = await draftAbout(reading, deps);
  if (!drafted.ok) return drafted;
  const scope = scopeOf(problem.subjects, inspection.seats.length);
  return succeed({
    ...drafted.value,
    scope,
    effect: proposeEffect(reading?.run.verdict ?? null, scope),
    title: firstCharacters(titleOf(problem, language, deps), MOST_OF_A_TITLE),
    description: firstCharacters(describe(inspection, problem, language, deps), MOST_OF_A_DESCRIPTION),
    checks: drafted.value.run === null ? [] : failedChecks(inspection, problem, reading),
  });
}

/** A finding without its cause, which the description has. */
const findingOf = (said: string): string => said.split(/：|: /u, 1)[0]!;

/** What was found rather than what was asked: the name of an item may say the opposite. */
function titleOf(
  { text, found }: InspectionProblem,
  language: Language,
  { words }: Pick<ProblemRequestDependencies, 'words'>,
): string {
  const { t } = words(language);
  const [first] = found;
  const item = text[language];
  return first === undefined
    ? t('inspections:session.request.titleAbnormal', { item })
    : t('inspections:session.request.title', { item, found: findingOf(first.said[language]) });
}

/** The reading of the first affected seat that was read on this PC. */
function ownReading({ seats }: StoredInspection, subjects: readonly Subject[]): StationReading | null {
  const own = seats.filter(({ seat, reading }) => reading?.source === 'here' && subjects.includes(subjectOfSeat(seat)));
  return own[0]?.reading ?? null;
}

const NO_RUN = new Set(['run-not-found', 'record-unreadable']);

/** A draft about the run of that reading; without the run where this PC does not have it, or cannot read it. */
async function draftAbout(
  reading: StationReading | null,
  { requests }: Pick<ProblemRequestDependencies, 'requests'>,
): Promise<Result<RequestDraft>> {
  const service = await requests();
  const withoutRun = { run: null, check: null, kind: 'technical' } as const;
  if (reading === null) return await service.draft(withoutRun);
  const drafted = await service.draft({ ...withoutRun, run: reading.run.id });
  return drafted.ok || !NO_RUN.has(drafted.problem.code) ? drafted : await service.draft(withoutRun);
}

function scopeOf(subjects: readonly Subject[], seats: number): Scope {
  if (subjects.includes('lab')) return 'lab';
  if (subjects.length === 1) return 'seat';
  return subjects.length === seats ? 'lab' : 'several-seats';
}

/** The checks of that run that make the item abnormal; none where somebody inspected or measured it. */
function failedChecks(
  { cells }: StoredInspection,
  { item }: InspectionProblem,
  reading: StationReading | null,
): RequestDraft['checks'] {
  if (reading === null) return [];
  const findings = cellAt(cells, item, subjectOfSeat(reading.seat)).automatic?.findings ?? [];
  const known = new Set(reading.run.findings.map(({ check }) => check));
  const bad = findings.filter(
    ({ outcome, check }) => outcome !== 'pass' && outcome !== 'not-applicable' && known.has(check),
  );
  return [...new Set(bad.map(({ check }) => check))];
}

function describe(
  { header }: StoredInspection,
  { found, subjects, impact, action }: InspectionProblem,
  language: Language,
  { words }: Pick<ProblemRequestDependencies, 'words'>,
): string {
  const { t } = words(language);
  const nameOf = (subject: Subject) =>
    subject === 'lab'
      ? t('inspections:terms.subject.lab')
      : t('inspections:terms.subject.seat', { seat: subject.slice('seat:'.length) });
  const lines = found.map(({ subject, said }) =>
    t('inspections:session.request.at', { subject: nameOf(subject), said: said[language] }),
  );
  return [
    t('inspections:session.request.from', { number: header.number, lab: header.lab.lab }),
    ...(lines.length === 0 ? subjects.map((subject) => `· ${nameOf(subject)}`) : lines),
    t('inspections:session.request.impact', { impact: impact[language] }),
    t('inspections:session.request.action', { action: action[language] }),
  ].join('\n');
}
