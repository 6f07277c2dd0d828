import type { InspectionReport } from '../../../../shared/domain/inspection/inspection-report.ts';
import type { Block } from './report-content.ts';
import { type ReportWords, columnsFrom } from './report-words.ts';

/** What has to be inspected before anything can be concluded (补检); nothing where the problems decide. */
export function toInspectBlocks({ toInspect }: Pick<InspectionReport, 'toInspect'>, words: ReportWords): Block[] {
  const { say, term, own, places, labelled } = words;
  if (toInspect === undefined) return [];
  return [
    { type: 'paragraph', look: 'strong', text: say('toInspect') },
    {
      type: 'table',
      small: true,
      columns: columnsFrom({ severity: 9, item: 37, reason: 28, owner: 12, deadline: 14 }, words, ['severity']),
      rows: toInspect.map((item) => [
        term(`severity.${item.severity}`),
        own(item.text),
        [...Map.groupBy(item.places, ({ reason }) => reason)].map(([reason, at]) => ({
          text: labelled(places(at.map(({ subject }) => subject)), term(`reason.${reason}`)),
          strong: false,
        })),
        term(`owner.${item.owner}`),
        item.deadline,
      ]),
    },
  ];
}
