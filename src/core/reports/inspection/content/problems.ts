import type { InspectionReport } from '../../../../shared/domain/inspection/inspection-report.ts';
import type { InspectionProblem } from '../../../../shared/domain/inspection/inspection-session.ts';
import type { Subject } from '../../../../shared/domain/inspection/inspection-terms.ts';
import { columnsFrom } from './equipment-chapters.ts';
import type { Block, Line } from './report-content.ts';
import type { ReportWords } from './report-words.ts';

const COLUMNS = { no: 6, severity: 9, problem: 24, impact: 13, action: 16, owner: 9, deadline: 13, recheck: 10 };

/** The problem, where it is, and what was found there; places with the same words together. */
function whatOf(problem: InspectionProblem, words: ReportWords): Line[] {
  const { say, own, places, labelled, term } = words;
  const alike = new Map<string, Subject[]>();
  for (const { subject, said } of problem.found) alike.set(own(said), [...(alike.get(own(said)) ?? []), subject]);
  return [
    { text: own(problem.text), strong: true },
    ...(alike.size === 0 ? [{ text: places(problem.subjects), strong: false }] : []),
    ...[...alike].map(([said, subjects]) => ({ text: labelled(places(subjects), said), strong: false })),
    ...(problem.since === 'persisting' ? [{ text: term('since.persisting'), strong: true }] : []),
    ...(problem.request === null
      ? []
      : [{ text: say('requestFiled', { number: problem.request.number }), strong: false }]),
  ];
}

export function problemBlocks({ problems }: InspectionReport, words: ReportWords): Block[] {
  const { say, term, own } = words;
  if (problems.length === 0) return [{ type: 'paragraph', look: 'body', text: say('noProblems') }];
  return [
    {
      type: 'table',
      columns: columnsFrom(COLUMNS, words, ['no', 'severity']),
      rows: problems.map((problem) => [
        String(problem.no),
        term(`severity.${problem.severity}`),
        whatOf(problem, words),
        own(problem.impact),
        own(problem.action),
        term(`owner.${problem.owner}`),
        problem.deadline,
        // Left for the pen.
        '',
      ]),
    },
    { type: 'paragraph', look: 'note', text: say('recheckNote') },
  ];
}
