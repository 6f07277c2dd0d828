import type { InspectionRecord } from '../../../../shared/domain/inspection/inspection-record.ts';
import type { InspectionReport } from '../../../../shared/domain/inspection/inspection-report.ts';
import type { TextKeyBelow } from '../../../../shared/locales/text-keys.ts';
import { columnsFrom } from './equipment-chapters.ts';
import type { Block } from './report-content.ts';
import type { ReportWords } from './report-words.ts';

const CHANGES = ['appeared', 'persisting', 'solved'] as const;

/** Against the last signed inspection of this lab. */
export function comparisonBlocks({ comparison, counts }: InspectionReport, words: ReportWords): Block[] {
  const { say, term, own, places, share, date } = words;
  if (comparison === null) return [{ type: 'paragraph', look: 'body', text: say('firstInspection') }];
  const { previous } = comparison;
  const rows = CHANGES.flatMap((change) =>
    comparison[change].map(({ text, severity, subjects }) => [
      change === 'solved' ? say(`change.${change}`) : [{ text: say(`change.${change}`), strong: true }],
      own(text),
      term(`severity.${severity}`),
      places(subjects),
    ]),
  );
  return [
    {
      type: 'paragraph',
      look: 'body',
      text: say('compared', {
        label: previous.label,
        number: previous.number,
        date: date(previous.finishedOn),
        before: share(previous.counts),
        now: share(counts),
        decided: term(`conclusion.${previous.decided}`),
        appeared: comparison.appeared.length,
        persisting: comparison.persisting.length,
        solved: comparison.solved.length,
      }),
    },
    ...(rows.length === 0
      ? []
      : [
          {
            type: 'table',
            columns: columnsFrom({ change: 14, item: 42, severity: 12, place: 32 }, words, ['change', 'severity']),
            rows,
          } as const,
        ]),
  ];
}

export const adviceBlocks = ({ advice }: InspectionReport, { say }: ReportWords): Block[] => [
  advice.length === 0
    ? { type: 'paragraph', look: 'body', text: say('noAdvice') }
    : { type: 'list', entries: advice.map(({ text }) => text) },
];

/** What was decided, what the rules proposed and why; corrections made since. */
export function conclusionBlocks(
  { conclusion, counts, problems }: InspectionReport,
  record: InspectionRecord | null,
  words: ReportWords,
): Block[] {
  const { say, term, own, share, moment } = words;
  const { decided, proposed, reason, rule, ruleReason } = conclusion;
  const field = (key: TextKeyBelow<'inspections:report.field.'>, value: string) => ({
    label: say(`field.${key}`),
    value,
    wide: true,
  });
  const supplements = record?.supplements ?? [];
  return [
    { type: 'paragraph', look: 'strong', text: say('concluded', { decided: term(`conclusion.${decided}`) }) },
    {
      type: 'fields',
      fields: [
        field(
          'proposed',
          say('proposedBy', { proposed: term(`conclusion.${proposed}`), reason: own(ruleReason), rule }),
        ),
        field('reason', reason === '' ? say(decided === proposed ? 'asProposed' : 'none') : reason),
        field('figures', say('figures', { ...counts, share: share(counts), problems: problems.length })),
      ],
    },
    ...(supplements.length === 0
      ? []
      : [
          { type: 'heading', level: 3, text: say('supplements') } as const,
          {
            type: 'table',
            columns: columnsFrom({ no: 8, at: 22, author: 16, correction: 54 }, words, ['no']),
            rows: supplements.map(({ position, at, author, text }) => [String(position), moment(at), author, text]),
          } as const,
        ]),
  ];
}
