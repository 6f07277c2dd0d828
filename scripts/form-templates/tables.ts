import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  type IRunOptions,
  type ITableCellOptions,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { FormContent, FormField, FormSection } from '../../src/core/reports/forms/form-content.ts';
import { PAGE, POINTS } from '../../src/core/reports/paper.ts';
import { type Fonts, fontsOf, halfPoints, millimetres } from '../../src/core/reports/docx/word-paper.ts';

const WIDTH = millimetres(PAGE.width - PAGE.left - PAGE.right);
const PADDING = millimetres(1.5);
const ROW = millimetres(8);
const TEXT_LINE = millimetres(6.2);
const SIGNATURE = millimetres(48);
const CODE_SIDE = millimetres(27);
/** Label and value, twice. */
const FIELD_SHARES = [17, 33, 17, 33];

const width = (share: number): number => Math.round((WIDTH * share) / 100);

interface CellText extends Omit<IRunOptions, 'children'> {
  readonly text: string;
  readonly centred?: boolean;
}

const cell = (size: number, { text, centred = false, ...run }: CellText, more: Partial<ITableCellOptions> = {}) =>
  new TableCell({
    width: { size, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    children: [
      new Paragraph({
        alignment: centred ? AlignmentType.CENTER : AlignmentType.START,
        children: [new TextRun({ text, ...run })],
      }),
    ],
    ...more,
  });

const table = (columns: readonly number[], rows: readonly TableRow[]) =>
  new Table({
    width: { size: columns.reduce((sum, size) => sum + size, 0), type: WidthType.DXA },
    columnWidths: [...columns],
    layout: TableLayoutType.FIXED,
    margins: { left: PADDING, right: PADDING },
    rows: [...rows],
  });

export const heading = (text: string, fonts: Fonts) =>
  new Paragraph({
    keepNext: true,
    spacing: { before: 120, after: 40 },
    children: [new TextRun({ text, font: fonts.label, bold: fonts.label.ascii !== fonts.label.eastAsia })],
  });

/** Title in the middle, number on the left, the picture of the code on the right. */
export function titleTable({ title, numberLabel, language }: FormContent): Table {
  const fonts = fontsOf(language);
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
  const borders = { top: none, bottom: none, left: none, right: none };
  const words = new TableCell({
    width: { size: WIDTH - CODE_SIDE, type: WidthType.DXA },
    verticalAlign: VerticalAlign.BOTTOM,
    borders,
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        indent: { left: CODE_SIDE },
        children: [new TextRun({ text: title, font: fonts.title, size: halfPoints(POINTS.title) })],
      }),
      new Paragraph({ children: [new TextRun(`${numberLabel}{number}`)] }),
    ],
  });
  const code = cell(CODE_SIDE, { text: '{qr}' }, { borders });
  return table([WIDTH - CODE_SIDE, CODE_SIDE], [new TableRow({ children: [words, code] })]);
}

export function sectionTable(section: FormSection, fonts: Fonts): Table {
  if (section.type === 'fields') return table(FIELD_SHARES.map(width), fieldRows(section.fields, fonts));
  return section.type === 'text' ? textTable(section.tag, section.lines) : listTable(section, fonts);
}

function fieldRows(fields: readonly FormField[], fonts: Fonts): TableRow[] {
  const [label, value] = FIELD_SHARES.map(width) as [number, number];
  const rows: TableRow[] = [];
  for (let at = 0; at < fields.length; at++) {
    const field = fields[at]!;
    const next = fields[at + 1];
    const alone = field.wide || next === undefined || next.wide;
    const cells = (alone ? [field] : [field, next]).flatMap((it) => [
      cell(label, { text: it.label, font: fonts.label, size: halfPoints(POINTS.small), centred: true }),
      alone ? cell(WIDTH - label, { text: `{${it.tag}}` }, { columnSpan: 3 }) : cell(value, { text: `{${it.tag}}` }),
    ]);
    rows.push(new TableRow({ cantSplit: true, height: { value: ROW, rule: HeightRule.ATLEAST }, children: cells }));
    if (!alone) at++;
  }
  return rows;
}

const textTable = (tag: string, lines: number) =>
  table(
    [WIDTH],
    [
      new TableRow({
        height: { value: lines * TEXT_LINE, rule: HeightRule.ATLEAST },
        children: [cell(WIDTH, { text: `{${tag}}` }, { verticalAlign: VerticalAlign.TOP })],
      }),
    ],
  );

/** A row for the head, repeated on every page, and one that the loop repeats. */
function listTable({ tag, columns }: Extract<FormSection, { type: 'table' }>, fonts: Fonts): Table {
  const widths = columns.map(({ share }) => width(share));
  const size = halfPoints(POINTS.small);
  const head = columns.map(({ label }, at) =>
    cell(widths[at]!, { text: label, font: fonts.label, size, centred: true }),
  );
  const row = columns.map((column, at) => {
    const open = at === 0 ? `{#${tag}}` : '';
    const close = at === columns.length - 1 ? `{/${tag}}` : '';
    return cell(widths[at]!, { text: `${open}{${column.tag}}${close}`, size, centred: column.tag === 'index' });
  });
  const height = { value: ROW, rule: HeightRule.ATLEAST };
  return table(widths, [
    new TableRow({ tableHeader: true, cantSplit: true, children: head }),
    new TableRow({ height, children: row }),
  ]);
}

/** One row that no page breaks: a seal may lie on all of it. */
export function signatureTable({ signatures, signatureLabel, dateBlank }: FormContent): Table {
  const widths = signatures.map(() => width(100 / signatures.length));
  const cells = signatures.map(
    ({ who, stamp }, at) =>
      new TableCell({
        width: { size: widths[at]!, type: WidthType.DXA },
        children: [
          new Paragraph(who),
          new Paragraph(signatureLabel),
          new Paragraph({}),
          new Paragraph({
            alignment: AlignmentType.CENTER,
            children: [new TextRun({ text: stamp ?? '', color: '777777' })],
          }),
          new Paragraph({}),
          new Paragraph({ alignment: AlignmentType.END, children: [new TextRun(dateBlank)] }),
        ],
      }),
  );
  const height = { value: SIGNATURE, rule: HeightRule.ATLEAST };
  return table(widths, [new TableRow({ cantSplit: true, height, children: cells })]);
}
