import {
  AlignmentType,
  type IRunOptions,
  type ITableCellOptions,
  LineRuleType,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { type Fonts, halfPoints, millimetres } from '../../docx/word-paper.ts';
import { PAGE, POINTS } from '../../paper.ts';
import type { Field, TableBlock, TableCell as CellContent } from '../content/report-content.ts';

/** Line spacing in 240ths of a line. */
export const LINE = { line: 280, lineRule: LineRuleType.AUTO };
export const TEXT_WIDTH = millimetres(PAGE.width - PAGE.left - PAGE.right);
const SMALL_PRINT = 8;
const PADDING = millimetres(1.5);
/** Padding in lists, whose columns are narrow, as on the printed page. */
const SLIM_PADDING = millimetres(1);
/** Points of English list headings, whose words would otherwise break. */
const SMALL_HEADING = 8;
const FIELD_SHARES = [17, 33, 17, 33] as const;
const GREY = { type: ShadingType.CLEAR, color: 'auto', fill: 'EEEEEE' };

const width = (share: number): number => Math.round((TEXT_WIDTH * share) / 100);

/** Whether bold replaces the label font, which only Chinese documents have. */
const bolder = ({ label }: Fonts): boolean => label.ascii !== label.eastAsia;

/** Runs of one format; line feeds stay line feeds. */
export const sized = (
  text: string,
  points: number,
  more: Omit<IRunOptions, 'children' | 'text' | 'break'> = {},
): TextRun[] =>
  text
    .split('\n')
    .map((line, at) => new TextRun({ ...more, text: line, size: halfPoints(points), ...(at > 0 && { break: 1 }) }));

interface CellLook {
  readonly points: number;
  readonly label?: boolean;
  readonly centred?: boolean;
  readonly keepNext?: boolean;
}

/** A cell of text: a paragraph for each of its lines. */
export function wordCell(
  size: number,
  content: CellContent,
  fonts: Fonts,
  { points, label = false, centred = false, keepNext = false }: CellLook,
  more: Partial<ITableCellOptions> = {},
): TableCell {
  const lines = typeof content === 'string' ? [{ text: content, strong: false }] : content;
  const paragraphs = lines
    .flatMap(({ text, strong }) => text.split('\n').map((line) => ({ line, strong: strong || label })))
    .map(
      ({ line, strong }) =>
        new Paragraph({
          keepNext,
          alignment: centred ? AlignmentType.CENTER : AlignmentType.START,
          spacing: { line: 240, lineRule: LineRuleType.AUTO },
          children: [
            new TextRun({
              text: line,
              size: halfPoints(points),
              ...(strong && { font: fonts.label, bold: bolder(fonts) }),
            }),
          ],
        }),
    );
  return new TableCell({
    width: { size, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    children: paragraphs.length === 0 ? [new Paragraph({})] : paragraphs,
    ...more,
  });
}

export const wordTable = (columns: readonly number[], rows: readonly TableRow[], padding = PADDING): Table =>
  new Table({
    width: { size: columns.reduce((sum, size) => sum + size, 0), type: WidthType.DXA },
    columnWidths: [...columns],
    layout: TableLayoutType.FIXED,
    margins: { left: padding, right: padding },
    rows: [...rows],
  });

/** Two fields to a row; a wide field, or one without a second, takes the whole row. */
export function fieldTable(fields: readonly Field[], fonts: Fonts, keepNext = false): Table {
  const columns = FIELD_SHARES.map(width);
  const [label = 0, value = 0] = columns;
  const rows: TableRow[] = [];
  for (let at = 0; at < fields.length; at++) {
    const [field, next] = [fields[at]!, fields[at + 1]];
    const alone = field.wide || next === undefined || next.wide;
    const cells = (alone ? [field] : [field, next]).flatMap((it) => [
      wordCell(label, it.label, fonts, { points: POINTS.small, label: true, centred: true, keepNext }),
      alone
        ? wordCell(TEXT_WIDTH - label, it.value, fonts, { points: POINTS.small, keepNext }, { columnSpan: 3 })
        : wordCell(value, it.value, fonts, { points: POINTS.small, keepNext }),
    ]);
    rows.push(new TableRow({ cantSplit: true, children: cells }));
    if (!alone) at++;
  }
  return wordTable(columns, rows);
}

/** A table whose head is repeated on every page, and whose rows are never split. */
export function listTable({ columns, rows, total, small }: TableBlock, fonts: Fonts): Table {
  const widths = columns.map(({ share }) => width(share));
  const points = small === true ? SMALL_PRINT : POINTS.note;
  const headPoints = bolder(fonts) ? SMALL_HEADING : POINTS.note;
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(({ label }, at) =>
      wordCell(widths[at]!, label, fonts, { points: headPoints, label: true, centred: true }, { shading: GREY }),
    ),
  });
  const body = rows.map((row, place) => {
    const last = total === true && place === rows.length - 1;
    return new TableRow({
      cantSplit: true,
      children: row.map((cell, at) =>
        wordCell(
          widths[at]!,
          cell,
          fonts,
          { points, label: last, centred: columns[at]?.centred === true },
          last ? { shading: GREY } : {},
        ),
      ),
    });
  });
  return wordTable(widths, [head, ...body], SLIM_PADDING);
}
