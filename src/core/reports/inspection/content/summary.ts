import type { Counts } from '../../../../shared/domain/inspection/cell.ts';
import { type InspectionReport, seatsNotInspected } from '../../../../shared/domain/inspection/inspection-report.ts';
import { type Subject, subjectOfSeat } from '../../../../shared/domain/inspection/inspection-terms.ts';
import type { Block, StripSeat } from './report-content.ts';
import { columnsFrom, decidedIn, type ReportWords } from './report-words.ts';

/** Problems that the first page names; the gravest come first. */
const MOST_PROBLEMS = 5;

/** Everything that matters on the first page: conclusion and why, figures, seats, the gravest problems. */
export function summaryBlocks(report: InspectionReport, words: ReportWords): Block[] {
  const { say, share, labelled, list } = words;
  const { conclusion, counts, problems, stations } = report;
  const { reason } = conclusion;
  const critical = new Set(problems.flatMap(({ severity, subjects }) => (severity === 'critical' ? subjects : [])));
  const seats = stations.map(({ seat, counts: of }) => stripSeat(seat, of, critical, words));
  const field = (key: 'why' | 'reason' | 'seats' | 'figures', value: string) => ({
    label: say(`field.${key}`),
    value,
    wide: true,
  });
  return [
    { type: 'paragraph', look: 'strong', text: say('concluded', { decided: decidedIn(conclusion, words) }) },
    {
      type: 'fields',
      fields: [
        field('why', whyOf(report, words)),
        ...(reason === '' ? [] : [field('reason', reason)]),
        field('seats', seatsText(report, words)),
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

/** Why it was concluded so: the rule, what it rests on, and that the inspector decided otherwise where that is so. */
export function whyOf(report: Pick<InspectionReport, 'conclusion' | 'stations'>, words: ReportWords): string {
  const { say, own, term } = words;
  const { proposed, decided, undecided, ruleReason } = report.conclusion;
  const missing = seatsNotInspected(report).length;
  const inspected = report.stations.length - missing;
  const rule = own(ruleReason) + (missing === 0 ? '' : say('fromPart', { inspected, missing }));
  return undecided === true || decided === proposed
    ? rule
    : say('decidedOtherwise', {
        proposed: term(`conclusion.${proposed}`),
        decided: term(`conclusion.${decided}`),
        rule,
      });
}

/** By how many seats everything is counted, and which of them nobody has inspected. */
export function seatsText(report: Pick<InspectionReport, 'stations'>, { say, seats }: ReportWords): string {
  const missing = seatsNotInspected(report);
  const count = report.stations.length;
  return missing.length === 0
    ? say('seatsCounted', { count })
    : say('seatsMissing', {
        count,
        inspected: count - missing.length,
        missing: missing.length,
        seats: seats(missing),
      });
}

function stripSeat(
  label: string,
  { asked, abnormal, notInspected, open }: Counts,
  critical: ReadonlySet<Subject>,
  { say, list }: Pick<ReportWords, 'say' | 'list'>,
): StripSeat {
  const missing = notInspected + open;
  if (asked > 0 && missing === asked) return { label, look: 'notInspected', words: say('stripNothing') };
  const isCritical = critical.has(subjectOfSeat(label));
  const said = [
    ...(isCritical ? [say('stripCritical')] : []),
    ...(abnormal > 0 ? [say('stripAbnormal', { count: abnormal })] : []),
    ...(missing > 0 ? [say('stripNotInspected', { count: missing })] : []),
  ];
  const look = isCritical ? 'critical' : abnormal > 0 ? 'abnormal' : missing > 0 ? 'notInspected' : 'normal';
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
