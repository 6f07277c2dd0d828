import type { InspectionProblem } from '../../../shared/domain/inspection/inspection-session.ts';
import { type Subject, subjectOfSeat } from '../../../shared/domain/inspection/inspection-terms.ts';
import type { Language } from '../../../shared/domain/language.ts';
import { type Result, succeed } from '../../../shared/domain/result.ts';
import { MOST_OF_A_DESCRIPTION, MOST_OF_A_TITLE, type RequestDraft } from '../../../shared/domain/service-request.ts';
import type { Scope } from '../../../shared/domain/service-terms.ts';
import { proposeEffect } from '../../../shared/summarize-findings.ts';
import { firstCharacters } from '../../requests/whole-characters.ts';
import { cellAt } from '../../store/stored-cells.ts';
import type { StoredInspection } from '../../store/stored-inspection.ts';
import type { StationReading } from '../../records/material.ts';
import type { InspectionSources } from '../sources.ts';

/** A request about a problem of an inspection; whoever files it may change all of it. */
export async function draftProblemRequest(
  inspection: StoredInspection,
  problem: InspectionProblem,
  sources: Pick<InspectionSources, 'requests' | 'words' | 'language'>,
): Promise<Result<RequestDraft>> {
  const language = await sources.language();
  const reading = readingHere(inspection, problem.subjects);
  const drafted = await draftAbout(reading, sources);
  if (!drafted.ok) return drafted;
  const scope = scopeOf(problem.subjects, inspection.seats.length);
  return succeed({
    ...drafted.value,
    scope,
    effect: proposeEffect(reading?.run.verdict ?? null, scope),
    title: firstCharacters(problem.text[language], MOST_OF_A_TITLE),
    description: firstCharacters(describe(inspection, problem, language, sources), MOST_OF_A_DESCRIPTION),
    checks: drafted.value.run === null ? [] : checksOf(inspection, problem, reading),
  });
}

/** Of the first affected seat that was read on this PC. */
function readingHere({ seats }: StoredInspection, subjects: readonly Subject[]): StationReading | null {
  const here = seats.filter(
    ({ seat, reading }) => reading?.source === 'here' && subjects.includes(subjectOfSeat(seat)),
  );
  return here[0]?.reading ?? null;
}

const NO_RUN = new Set(['run-not-found', 'record-unreadable']);

/** Without the run where this PC has not kept it, or cannot read it. */
async function draftAbout(
  reading: StationReading | null,
  { requests }: Pick<InspectionSources, 'requests'>,
): Promise<Result<RequestDraft>> {
  const desk = await requests();
  const byHand = { run: null, check: null, kind: 'technical' } as const;
  if (reading === null) return await desk.draft(byHand);
  const drafted = await desk.draft({ ...byHand, run: reading.run.id });
  return drafted.ok || !NO_RUN.has(drafted.problem.code) ? drafted : await desk.draft(byHand);
}

function scopeOf(subjects: readonly Subject[], seats: number): Scope {
  if (subjects.includes('lab')) return 'lab';
  if (subjects.length === 1) return 'seat';
  return subjects.length === seats ? 'lab' : 'several-seats';
}

/** The checks of that run which speak against the item; none where somebody looked or measured. */
function checksOf(
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
  { words }: Pick<InspectionSources, 'words'>,
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
