import { AlignmentType, LineRuleType, Paragraph, ShadingType, TableCell, TableRow, WidthType } from 'docx';
import type { Table } from 'docx';
import type { Fonts } from '../../docx/word-paper.ts';
import { type Bar, BAR_SEGMENTS, type BarSegment, type BarsBlock } from '../content/report-content.ts';
import { sized, TEXT_WIDTH, wordCell, wordTable } from './word-tables.ts';

/** Patterns as on the printed page, distinguishable without colour. */
const SHADINGS = {
  normal: { type: ShadingType.CLEAR, color: 'auto', fill: 'CFE8CF' },
  abnormal: { type: ShadingType.SOLID, color: '1A1A1A', fill: '1A1A1A' },
  notInspected: { type: ShadingType.THIN_DIAGONAL_STRIPE, color: '555555', fill: 'FFFFFF' },
  open: { type: ShadingType.CLEAR, color: 'auto', fill: 'FFFFFF' },
} as const;

/** Cells of a bar; each segment spans some of them. */
const UNITS = 50;
const LABEL = Math.round(TEXT_WIDTH * 0.16);
const UNIT = Math.floor((TEXT_WIDTH * 0.54) / UNITS);
const FIGURES = TEXT_WIDTH - LABEL - UNIT * UNITS;
const POINTS_OF_TEXT = 8;

/** Cells of each segment: at least one for each that occurs, and all of them together. */
export function unitsOf({ parts }: Bar): { part: BarSegment; units: number }[] {
  const occurring = BAR_SEGMENTS.filter((part) => parts[part] > 0);
  const sum = occurring.reduce((all, part) => all + parts[part], 0);
  const units = occurring.map((part) => ({ part, units: Math.max(1, Math.round((parts[part] / sum) * UNITS)) }));
  const longest = units.toSorted((one, other) => other.units - one.units)[0];
  if (longest !== undefined) longest.units += UNITS - units.reduce((all, each) => all + each.units, 0);
  return units;
}

const bare = () => new Paragraph({ spacing: { line: 200, lineRule: LineRuleType.EXACT } });

const stretch = (part: BarSegment, units: number): TableCell =>
  new TableCell({
    width: { size: units * UNIT, type: WidthType.DXA },
    columnSpan: units,
    shading: SHADINGS[part],
    margins: { left: 0, right: 0 },
    children: [bare()],
  });

/** A chart of shaded cells, with the numbers beside every bar and a legend above. */
export function barTable({ bars, legend }: BarsBlock, fonts: Fonts): Table {
  const look = { points: POINTS_OF_TEXT };
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: [
      wordCell(LABEL, '', fonts, look),
      new TableCell({
        columnSpan: UNITS,
        width: { size: UNITS * UNIT, type: WidthType.DXA },
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            children: legend.flatMap(({ part, label }) => [
              ...sized('　', POINTS_OF_TEXT, { shading: SHADINGS[part], border: { style: 'single', size: 4 } }),
              ...sized(` ${label}　`, POINTS_OF_TEXT),
            ]),
          }),
        ],
      }),
      wordCell(FIGURES, legend.map(({ label }) => label).join('/'), fonts, look),
    ],
  });
  const rows = bars.map((bar) => {
    const units = unitsOf(bar);
    const numbers = `${bar.figure}　${legend.map(({ part }) => bar.parts[part]).join('/')}`;
    return new TableRow({
      cantSplit: true,
      children: [
        wordCell(LABEL, bar.label, fonts, look),
        ...(units.length === 0
          ? [stretch('open', UNITS)]
          : units.map(({ part, units: length }) => stretch(part, length))),
        wordCell(FIGURES, numbers, fonts, look),
      ],
    });
  });
  return wordTable([LABEL, ...Array.from({ length: UNITS }, () => UNIT), FIGURES], [head, ...rows]);
}
