import {
  AlignmentType,
  Document,
  Footer,
  Header,
  type ISectionOptions,
  LineRuleType,
  PageNumber,
  Paragraph,
  TabStopType,
  TextRun,
} from 'docx';
import { type FormContent, PAGES } from '../../src/core/reports/forms/form-content.ts';
import { PAGE, POINTS } from '../../src/core/reports/page-geometry.ts';
import { fontsOf, halfPoints, millimetres } from '../../src/core/reports/docx/measures.ts';
import { heading, sectionTable, signatureTable, titleTable } from './tables.ts';

/** Words stand at 12 points with room between the lines. */
const LINE = { line: 300, lineRule: LineRuleType.AUTO };

const pageNumber = (alignment: (typeof AlignmentType)[keyof typeof AlignmentType]) =>
  new Footer({
    children: [
      new Paragraph({
        alignment,
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: halfPoints(POINTS.pageNumber) })],
      }),
    ],
  });

/** Title, number and number of pages, from the second page on. */
function runningHeader({ continued, pages }: FormContent): Header {
  const [before = '', after = ''] = pages.split(PAGES);
  const size = halfPoints(POINTS.note);
  return new Header({
    children: [
      new Paragraph({
        tabStops: [{ type: TabStopType.RIGHT, position: millimetres(PAGE.width - PAGE.left - PAGE.right) }],
        children: [
          new TextRun({ text: `${continued}\t{number}　`, size }),
          new TextRun({ children: [before, PageNumber.TOTAL_PAGES, after], size }),
        ],
      }),
    ],
  });
}

function pageSetup(content: FormContent): Omit<ISectionOptions, 'children'> {
  const header = runningHeader(content);
  const empty = new Header({ children: [new Paragraph({})] });
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
          header: millimetres(PAGE.top - 10),
          footer: millimetres(PAGE.bottom - PAGE.numberGap - 8),
        },
      },
    },
    headers: { first: empty, default: header, even: header },
    footers: { first: odd, default: odd, even },
  };
}

/** A template as the school gets it: the labels of the form, tags where its values go. */
export function templateDocument(content: FormContent): Document {
  const { language, title, sections } = content;
  const fonts = fontsOf(language);
  return new Document({
    title,
    creator: 'VR Lab Check',
    description: '',
    lastModifiedBy: 'VR Lab Check',
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: {
          run: { font: fonts.body, size: halfPoints(POINTS.body), language: { value: 'en-US', eastAsia: 'zh-CN' } },
          paragraph: { spacing: LINE },
        },
      },
    },
    sections: [
      {
        ...pageSetup(content),
        children: [
          titleTable(content),
          new Paragraph({
            alignment: AlignmentType.CENTER,
            children: [new TextRun({ text: '{mark}', font: fonts.label })],
          }),
          ...sections.flatMap((section) => [heading(section.heading, fonts), sectionTable(section, fonts)]),
          new Paragraph({ spacing: { line: 120, lineRule: LineRuleType.EXACT }, keepNext: true }),
          signatureTable(content),
          new Paragraph({
            spacing: { before: 120 },
            children: [new TextRun({ text: '{notes}', size: halfPoints(POINTS.note) })],
          }),
        ],
      },
    ],
  });
}
