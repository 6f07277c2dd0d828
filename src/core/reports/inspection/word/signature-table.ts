import { AlignmentType, HeightRule, Paragraph, type Table, TableCell, TableRow, VerticalAlign, WidthType } from 'docx';
import { type Fonts, millimetres } from '../../docx/measures.ts';
import { POINTS } from '../../page-geometry.ts';
import type { SignaturePlace } from '../content/report-content.ts';
import { sized, TEXT_WIDTH, wordTable } from './word-tables.ts';

const HEIGHT = millimetres(62);

/** Signatures and seal on one page: their only row cannot be split, and the heading stays with it. */
export function signatureTable(places: readonly SignaturePlace[], elsewhere: string, fonts: Fonts): Table {
  const width = Math.floor(TEXT_WIDTH / places.length);
  const line = (text: string, more: { end?: boolean; label?: boolean; before?: number } = {}) =>
    new Paragraph({
      alignment: more.end === true ? AlignmentType.END : AlignmentType.START,
      spacing: { before: more.before ?? 0, after: 60 },
      children: [...sized(text, POINTS.small, more.label === true ? { font: fonts.label } : {})],
    });
  const cells = places.map(
    ({ label, name, strokes, note, date, stamp }) =>
      new TableCell({
        width: { size: width, type: WidthType.DXA },
        verticalAlign: VerticalAlign.TOP,
        children: [
          line(label, { label: true }),
          line(name),
          line(strokes === null ? note : `${note}\n${elsewhere}`),
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { before: 700, after: 700 },
            children: [...sized(stamp, POINTS.small, { color: '777777' })],
          }),
          line(date, { end: true }),
        ],
      }),
  );
  return wordTable(
    places.map(() => width),
    [new TableRow({ cantSplit: true, height: { value: HEIGHT, rule: HeightRule.ATLEAST }, children: cells })],
  );
}
