import type { Counts } from '../../../../shared/domain/inspection/cell.ts';
import type { InspectionReport } from '../../../../shared/domain/inspection/inspection-report.ts';
import type { Block, StripSeat } from './report-content.ts';
import { columnsFrom, decidedIn, type ReportWords } from './report-words.ts';

/** Problems that the first page names; the gravest come first. */
const MOST_PROBLEMS = 5;

/** Everything that matters on the first page: conclusion and why, figures, seats, the gravest problems. */
export function summaryBlocks(report: InspectionReport, words: ReportWords): Block[] {
  const { say, own, share, labelled, list } = words;
  const { conclusion, counts, problems, stations } = report;
  const { ruleReason, reason } = conclusion;
  const seats = stations.map(({ seat, counts: of }) => stripSeat(seat, of, words));
  const field = (key: 'why' | 'reason' | 'figures', value: string) => ({
    label: say(`field.${key}`),
    value,
    wide: true,
  });
  return [
    { type: 'paragraph', look: 'strong', text: say('concluded', { decided: decidedIn(conclusion, words) }) },
    {
      type: 'fields',
      fields: [
        field('why', own(ruleReason)),
        ...(reason === '' ? [] : [field('reason', reason)]),
        field('figures', say('figures', { ...counts, share: share(counts), problems: problems.length })),
      ],
    },
    ...(seats.length === 0
      ? []
      : [
          {
            type: 'strip',
            title: say('seatStrip'),
            description: list(seats.map(({ label, words: said }) => labelled(label, said))),
            seats,
          } as const,
        ]),
    ...gravestProblems(report, words),
  ];
}

function stripSeat(
  label: string,
  { abnormal, notInspected, open }: Counts,
  { say, list }: Pick<ReportWords, 'say' | 'list'>,
): StripSeat {
  const missing = notInspected + open;
  const said = [
    ...(abnormal > 0 ? [say('stripAbnormal', { count: abnormal })] : []),
    ...(missing > 0 ? [say('stripNotInspected', { count: missing })] : []),
  ];
  const look = abnormal > 0 ? 'abnormal' : missing > 0 ? 'notInspected' : 'normal';
  return { label, look, words: said.length === 0 ? say('stripNormal') : list(said) };
}

function gravestProblems({ problems }: InspectionReport, words: ReportWords): Block[] {
  const { say, term, own, places } = words;
  if (problems.length === 0) return [{ type: 'paragraph', look: 'body', text: say('noProblems') }];
  const more = problems.length - MOST_PROBLEMS;
  return [
    {
      type: 'table',
      columns: columnsFrom({ no: 7, severity: 10, problem: 53, owner: 15, deadline: 15 }, words, ['no', 'severity']),
      rows: problems
        .slice(0, MOST_PROBLEMS)
        .map((problem) => [
          String(problem.no),
          term(`severity.${problem.severity}`),
          say('problemAt', { problem: own(problem.text), places: places(problem.subjects) }),
          term(`owner.${problem.owner}`),
          problem.deadline,
        ]),
    },
    ...(more > 0 ? [{ type: 'paragraph', look: 'note', text: say('moreProblems', { count: more }) } as const] : []),
  ];
}
