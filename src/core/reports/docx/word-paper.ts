import {
  AlignmentType,
  Footer,
  Header,
  type IFontAttributesProperties,
  type IPropertiesOptions,
  type ISectionOptions,
  type ISpacingProperties,
  PageNumber,
  Paragraph,
  TabStopType,
  TextRun,
} from 'docx';
import type { Language } from '../../../shared/domain/language.ts';
import { PAGE, POINTS, type RunningText } from '../paper.ts';

const pageNumber = (alignment: (typeof AlignmentType)[keyof typeof AlignmentType]) =>
  new Footer({
    children: [
      new Paragraph({
        alignment,
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: halfPoints(POINTS.pageNumber) })],
      }),
    ],
  });

/** The line at the top of a page: title, number and number of pages. */
function runningLine({ title, number, pages: [before, after] }: RunningText): Paragraph {
  const size = halfPoints(POINTS.note);
  return new Paragraph({
    tabStops: [{ type: TabStopType.RIGHT, position: millimetres(PAGE.width - PAGE.left - PAGE.right) }],
    children: [
      new TextRun({ text: `${title}\t${number}　`, size }),
      new TextRun({ children: [before, PageNumber.TOTAL_PAGES, after], size }),
    ],
  });
}

/**
 * A4 with the margins of GB/T 9704 and page numbers on the outer side, as `a4Style` has them for print.
 * @param watermark builds paragraphs for the top of every page, anew for each header.
 */
export function a4Section(
  running: RunningText,
  watermark: () => Paragraph[] = () => [],
): Omit<ISectionOptions, 'children'> {
  const header = new Header({ children: [...watermark(), runningLine(running)] });
  const first = new Header({ children: [...watermark(), new Paragraph({})] });
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
          header: millimetres(PAGE.top - (watermark().length === 0 ? 10 : 20)),
          footer: millimetres(PAGE.bottom - PAGE.numberGap - 8),
        },
      },
    },
    headers: { first, default: header, even: header },
    footers: { first: odd, default: odd, even },
  };
}

/** Properties of every document: fonts of its language, Chinese ones for what is not Latin. */
export const paperProperties = (
  title: string,
  language: Language,
  spacing: ISpacingProperties,
): Omit<IPropertiesOptions, 'sections'> => ({
  title,
  creator: 'VR Lab Check',
  description: '',
  lastModifiedBy: 'VR Lab Check',
  evenAndOddHeaderAndFooters: true,
  styles: {
    default: {
      document: {
        run: {
          font: fontsOf(language).body,
          size: halfPoints(POINTS.body),
          language: { value: 'en-US', eastAsia: 'zh-CN' },
        },
        paragraph: { spacing },
      },
    },
  },
});

/** Millimetres in twentieths of a point, Word's unit of length. */
export const millimetres = (length: number): number => Math.round((length * 1440) / 25.4);

/** Points in half points, Word's unit of type size. */
export const halfPoints = (points: number): number => Math.round(points * 2);

export interface Fonts {
  readonly body: IFontAttributesProperties;
  readonly label: IFontAttributesProperties;
  readonly title: IFontAttributesProperties;
}

const LATIN = 'Times New Roman';

/** A font for each kind of script: one that is not named would be whatever the PC has. */
const font = (eastAsia: string, latin: string): IFontAttributesProperties => ({
  ascii: latin,
  hAnsi: latin,
  cs: LATIN,
  eastAsia,
});

export const fontsOf = (language: Language): Fonts =>
  language === 'zh-CN'
    ? { body: font('仿宋', '仿宋'), label: font('黑体', '黑体'), title: font('宋体', '宋体') }
    : { body: font('仿宋', LATIN), label: font('黑体', LATIN), title: font('宋体', LATIN) };
