import type { Counts } from '../../../../shared/domain/inspection/cell.ts';
import type { InspectionReport } from '../../../../shared/domain/inspection/inspection-report.ts';
import { BAR_SEGMENTS, type Bar, type BarsBlock, type Block } from './report-content.ts';
import type { ReportWords } from './report-words.ts';

const barOf = (label: string, counts: Counts, { share }: ReportWords): Bar => ({
  label,
  parts: {
    normal: counts.normal,
    abnormal: counts.abnormal,
    notInspected: counts.notInspected,
    open: counts.open,
  },
  figure: share(counts),
});

function barsBlock(
  chart: 'seats' | 'history',
  bars: readonly Bar[],
  { say, list, labelled }: ReportWords,
): BarsBlock | null {
  if (bars.length === 0) return null;
  const legend = BAR_SEGMENTS.filter((part) => part !== 'open' || bars.some(({ parts }) => parts.open > 0)).map(
    (part) => ({ part, label: say(`column.${part}`) }),
  );
  return {
    type: 'bars',
    layout: chart === 'seats' ? 'rows' : 'columns',
    title: say(`chart.${chart}`),
    description: list(
      bars.map(({ label, parts, figure }) =>
        labelled(label, [figure, ...legend.map(({ part, label: name }) => `${name} ${parts[part]}`)].join(' ')),
      ),
    ),
    legend,
    bars,
  };
}

/** Counts by section and in total; what was not inspected is counted apart and lowers the share. */
export function statisticsBlocks(report: InspectionReport, words: ReportWords): Block[] {
  const { say, own, share } = words;
  const open = report.counts.open > 0;
  const row = (label: string, counts: Counts): string[] => [
    label,
    String(counts.asked),
    String(counts.normal),
    String(counts.abnormal),
    String(counts.notInspected),
    ...(open ? [String(counts.open)] : []),
    String(counts.notApplicable),
    share(counts),
  ];
  const columns = [
    ...(['asked', 'normal', 'abnormal', 'notInspected'] as const),
    ...(open ? ['open' as const] : []),
    ...(['notApplicable', 'share'] as const),
  ];
  const each = 74 / columns.length;
  const seats = report.stations.map(({ seat, counts }) => barOf(seat, counts, words));
  // One period alone shows no course.
  const history = (report.history.length < 2 ? [] : report.history).map(({ label, counts }) =>
    barOf(words.shortPeriod(label), counts, words),
  );
  return [
    {
      type: 'table',
      total: true,
      columns: [
        { label: say('column.section'), share: 26 },
        ...columns.map((key) => ({ label: say(`column.${key}`), share: each, centred: true })),
      ],
      rows: [...report.sections.map(({ title, counts }) => row(own(title), counts)), row(say('total'), report.counts)],
    },
    { type: 'paragraph', look: 'note', text: say('shareNote') },
    ...[barsBlock('seats', seats, words), barsBlock('history', history, words)].filter((block) => block !== null),
  ];
}
