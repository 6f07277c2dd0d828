import { AlignmentType, Paragraph, ShadingType, type Table, TableCell, TableRow, WidthType } from 'docx';
import type { Fonts } from '../../docx/word-paper.ts';
import { POINTS } from '../../paper.ts';
import type { StripSeat } from '../content/report-content.ts';
import { sized, TEXT_WIDTH, wordTable } from './word-tables.ts';

/** Seats beside one another. */
const TO_A_ROW = 6;
const WIDTH = Math.floor(TEXT_WIDTH / TO_A_ROW);
const FILL: Readonly<Record<StripSeat['look'], string>> = {
  normal: 'E6F3E6',
  critical: '1A1A1A',
  abnormal: 'D9D9D9',
  notInspected: 'FFFFFF',
};

/** All seats at a glance: the words say what the fills show. */
export function stripTable(seats: readonly StripSeat[], fonts: Fonts): Table {
  const rows = Array.from({ length: Math.ceil(seats.length / TO_A_ROW) }, (_, at) =>
    Array.from({ length: TO_A_ROW }, (__, place) => seatCell(seats[at * TO_A_ROW + place], fonts)),
  );
  return wordTable(
    Array.from({ length: TO_A_ROW }, () => WIDTH),
    rows.map((children) => new TableRow({ cantSplit: true, children })),
  );
}

function seatCell(seat: StripSeat | undefined, fonts: Fonts): TableCell {
  const color = seat?.look === 'critical' ? 'FFFFFF' : '000000';
  const line = (text: string, points: number, label: boolean) =>
    new Paragraph({
      alignment: AlignmentType.CENTER,
      children: [...sized(text, points, { color, ...(label && { font: fonts.label }) })],
    });
  return new TableCell({
    width: { size: WIDTH, type: WidthType.DXA },
    shading: { type: ShadingType.CLEAR, fill: FILL[seat?.look ?? 'notInspected'], color: 'auto' },
    children:
      seat === undefined ? [new Paragraph('')] : [line(seat.label, POINTS.small, true), line(seat.words, 8, false)],
  });
}
