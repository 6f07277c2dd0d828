import type { ChecklistItem } from '../../../../shared/domain/inspection/checklist.ts';
import type { InspectionReport } from '../../../../shared/domain/inspection/inspection-report.ts';
import { entriesOf } from '../../../../shared/locales/text-keys.ts';
import type { Block, Column, TableBlock } from './report-content.ts';
import type { ReportWords } from './report-words.ts';
import { conclusionLines, measuredText } from './result-cells.ts';

type Section = InspectionReport['sections'][number];
type ItemOfReport = Pick<ChecklistItem, 'text' | 'criterion' | 'method'>;

/** Section of the lists that stands in a chapter of its own. */
const ENVIRONMENT = 'environment';

const SHARES = { item: 24, criterion: 22, method: 12, measured: 13, result: 29 };

const columnsOf = ({ say }: ReportWords): Column[] =>
  entriesOf(SHARES).map(([key, share]) => ({ label: say(`column.${key}`), share }));

/** Published criterion; of a measured item without one its limits. */
export function criterionOf({ criterion, method }: ItemOfReport, { own, say }: ReportWords): string {
  if (criterion !== undefined) return own(criterion);
  if (method.kind !== 'measured') return say('none');
  const { min, max, unit } = method;
  if (min !== undefined && max !== undefined) return say('limits.between', { min, max, unit });
  if (min !== undefined) return say('limits.atLeast', { min, unit });
  return max === undefined ? say('none') : say('limits.atMost', { max, unit });
}

function resultTable({ items }: Section, seats: readonly string[], words: ReportWords): TableBlock {
  return {
    type: 'table',
    columns: columnsOf(words),
    rows: items.map(({ item, cells }) => [
      words.own(item.text),
      criterionOf(item, words),
      words.term(`method.${item.method.kind}`),
      measuredText(item.method, cells, words),
      conclusionLines(item.method, cells, seats, words),
    ]),
  };
}

const seatsOf = ({ stations }: InspectionReport): string[] => stations.map(({ seat }) => seat);

/** Measured values and state of the room. */
export function environmentBlocks(report: InspectionReport, words: ReportWords): Block[] {
  return report.sections
    .filter(({ id }) => id === ENVIRONMENT)
    .map((section) => resultTable(section, seatsOf(report), words));
}

/** Every other section, item by item. */
export function resultBlocks(report: InspectionReport, words: ReportWords): Block[] {
  const sections = report.sections.filter(({ id }) => id !== ENVIRONMENT);
  return [
    ...(sections.length === 0 ? [] : [{ type: 'paragraph', look: 'note', text: words.say('howToRead') } as const]),
    ...sections.flatMap((section): Block[] => [
      { type: 'heading', level: 3, text: words.own(section.title) },
      resultTable(section, seatsOf(report), words),
    ]),
  ];
}
