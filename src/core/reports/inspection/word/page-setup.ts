import { AlignmentType, Footer, Header, type ISectionOptions, PageNumber, Paragraph, TabStopType, TextRun } from 'docx';
import { fontsOf, halfPoints, millimetres } from '../../docx/measures.ts';
import { PAGE, POINTS } from '../../page-geometry.ts';
import type { ReportContent } from '../content/report-content.ts';

const pageNumber = (alignment: (typeof AlignmentType)[keyof typeof AlignmentType]) =>
  new Footer({
    children: [
      new Paragraph({
        alignment,
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: halfPoints(POINTS.pageNumber) })],
      }),
    ],
  });

/** What a page is marked with: draft, demonstration. */
const markOf = ({ mark, language }: ReportContent): Paragraph[] =>
  mark === ''
    ? []
    : [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          children: [new TextRun({ text: mark, font: fontsOf(language).label, size: halfPoints(20), color: '808080' })],
        }),
      ];

/** Title, number and number of pages. */
function runningHeader(content: ReportContent): Header {
  const { continued, number, pages } = content;
  const size = halfPoints(POINTS.note);
  return new Header({
    children: [
      ...markOf(content),
      new Paragraph({
        tabStops: [{ type: TabStopType.RIGHT, position: millimetres(PAGE.width - PAGE.left - PAGE.right) }],
        children: [
          new TextRun({ text: `${continued}\t${number}　`, size }),
          new TextRun({ children: [pages[0], PageNumber.TOTAL_PAGES, pages[1]], size }),
        ],
      }),
    ],
  });
}

/** A4 with the margins of GB/T 9704, numbers on the outer side, the mark on every page. */
export function pageSetup(content: ReportContent): Omit<ISectionOptions, 'children'> {
  const header = runningHeader(content);
  const first = new Header({ children: [...markOf(content), new Paragraph({})] });
  const [odd, even] = [pageNumber(AlignmentType.RIGHT), pageNumber(AlignmentType.LEFT)];
  return {
    properties: {
      titlePage: true,
      page: {
        size: { width: millimetres(PAGE.width), height: millimetres(PAGE.height) },
        margin: {
          top: millimetres(PAGE.top),
          right: millimetres(PAGE.right),
          bottom: millimetres(PAGE.bottom),
          left: millimetres(PAGE.left),
          header: millimetres(PAGE.top - 20),
          footer: millimetres(PAGE.bottom - PAGE.numberGap - 8),
        },
      },
    },
    headers: { first, default: header, even: header },
    footers: { first: odd, default: odd, even },
  };
}
