import type { BothLanguages } from '../../../shared/domain/both-languages.ts';
import type { InspectionProblem } from '../../../shared/domain/inspection/inspection-session.ts';
import {
  type Conclusion,
  LAB_SUBJECT,
  type Severity,
  severitySchema,
  type Subject,
} from '../../../shared/domain/inspection/inspection-terms.ts';
import { type Counts, soundShareOf } from '../../../shared/domain/inspection/cell.ts';
import type { ConclusionRow, InspectionRules } from '../../published/inspection-rules.ts';

/** A conclusion with the published row that proposed it. */
export interface ProposedConclusion {
  readonly proposed: Conclusion;
  readonly rule: string;
  readonly ruleReason: BothLanguages;
}

type Judged = readonly Pick<InspectionProblem, 'severity' | 'subjects'>[];

/** @param seats how many the lab has. */
export function proposeConclusion(
  counts: Counts,
  problems: Judged,
  seats: number,
  { conclusion }: Pick<InspectionRules, 'conclusion'>,
): ProposedConclusion {
  const row = conclusion.find(({ when }) => when === undefined || fits(when, counts, problems, seats))!;
  return { proposed: row.conclusion, rule: row.id, ruleReason: row.reason };
}

export const isAtLeast = (severity: Severity, least: Severity): boolean =>
  severitySchema.options.indexOf(severity) <= severitySchema.options.indexOf(least);

/** Seats that any of these subjects concerns; the lab concerns every seat. */
export const seatsConcerned = (subjects: Iterable<Subject>, seats: number): number => {
  const distinct = new Set(subjects);
  return distinct.has(LAB_SUBJECT) ? Math.max(seats, 1) : distinct.size;
};

/** Where nothing was asked, nothing was inspected; a cell still open was not inspected either. */
const notInspectedShareOf = ({ asked, notInspected, open }: Counts): number =>
  asked === 0 ? 1 : (notInspected + open) / asked;

function fits(when: NonNullable<ConclusionRow['when']>, counts: Counts, problems: Judged, seats: number): boolean {
  const { severity } = when;
  const grave = severity === undefined ? problems : problems.filter((problem) => isAtLeast(problem.severity, severity));
  const concerned = seatsConcerned(
    grave.flatMap(({ subjects }) => subjects),
    seats,
  );
  // A severity alone asks for one such problem.
  const least = when.problems ?? (severity !== undefined && when.seats === undefined ? 1 : 0);
  return (
    grave.length >= least &&
    (when.seats === undefined || concerned / Math.max(seats, 1) >= when.seats) &&
    (when.notInspected === undefined || notInspectedShareOf(counts) >= when.notInspected) &&
    (when.soundBelow === undefined || (soundShareOf(counts) ?? 0) < when.soundBelow)
  );
}
