import {
  AlignmentType,
  Document,
  type FileChild,
  HeadingLevel,
  HeightRule,
  ImageRun,
  Packer,
  Paragraph,
  type Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { a4Section, type Fonts, fontsOf, halfPoints, millimetres, paperProperties } from '../../docx/word-paper.ts';
import { codeAsPng } from '../../forms/code-picture.ts';
import { POINTS } from '../../paper.ts';
import type { Block, ReportContent, SignaturePlace } from '../content/report-content.ts';
import { photoTable, putPhotos } from './photo-table.ts';
import { fieldTable, LINE, listTable, sized, TEXT_WIDTH, wordTable } from './word-tables.ts';
import { barTable } from './bar-table.ts';
import { stripTable } from './strip-table.ts';

/** Pixels of the QR code, which is printed at 34 mm. */
const CODE_PIXELS = 400;

function cover({ title, warnings, cover: fields }: ReportContent, fonts: Fonts) {
  return [
    ...warnings.map(
      (text) =>
        new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text, font: fonts.label })] }),
    ),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: 200, after: 240 },
      children: [
        ...sized(title, POINTS.title, { font: fonts.title, bold: fonts.label.ascii !== fonts.label.eastAsia }),
      ],
    }),
    fieldTable(fields, fonts),
    gap(),
  ];
}

/** Watermark at the top of a page: draft, demonstration. */
const watermarkParagraphs = ({ watermark, language }: ReportContent): Paragraph[] =>
  watermark === ''
    ? []
    : [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          children: [
            new TextRun({ text: watermark, font: fontsOf(language).label, size: halfPoints(20), color: '808080' }),
          ],
        }),
      ];

/**
 * The report as a Word document: the same texts in the same order, on A4 with the same margins.
 * @param photos JPEG by id.
 */
export async function reportWord(content: ReportContent, photos: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array> {
  const { language, title, continued, number, pages, blocks } = content;
  const fonts = fontsOf(language);
  const code = blocks.find((block) => block.type === 'code')?.code;
  const pictures: WordPictures = { photos, code: code === undefined ? null : await codeAsPng(code, CODE_PIXELS) };
  const document = new Document({
    ...paperProperties(`${title} ${number}`, language, LINE),
    sections: [
      {
        ...a4Section({ title: continued, number, pages }, () => watermarkParagraphs(content)),
        children: [
          ...cover(content, fonts),
          ...blocks.flatMap((block, at) => wordBlock(block, blocks[at + 1], fonts, pictures)),
        ],
      },
    ],
  });
  return putPhotos(await Packer.toBuffer(document), photos);
}

interface WordPictures {
  /** JPEG by id. */
  readonly photos: ReadonlyMap<string, Uint8Array>;
  /** QR code as PNG; null where there is none. */
  readonly code: Uint8Array | null;
}

/** Side of the printed code in pixels of 1/96 inch: 34 mm. */
const CODE_SIDE = 128;
const CHAPTER_POINTS = 15;

const headingParagraph = (text: string, level: 2 | 3, fonts: Fonts, newPage = false): Paragraph =>
  new Paragraph({
    heading: level === 2 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
    keepNext: true,
    pageBreakBefore: newPage,
    spacing: { before: level === 2 ? 320 : 200, after: 80 },
    children: [
      ...sized(text, level === 2 ? CHAPTER_POINTS : POINTS.body, {
        font: fonts.label,
        bold: fonts.label.ascii !== fonts.label.eastAsia,
        color: '000000',
      }),
    ],
  });

/** An empty line after a table: Word would join it to a table that follows directly. */
const gap = (keepNext = false) => new Paragraph({ keepNext, spacing: { line: 140, lineRule: 'exact' } });

/** One block in Word. @param next the block after it: a conclusion stays with its signatures. */
function wordBlock(block: Block, next: Block | undefined, fonts: Fonts, { photos, code }: WordPictures): FileChild[] {
  switch (block.type) {
    case 'heading':
      return [headingParagraph(block.text, block.level, fonts, block.newPage)];
    case 'paragraph': {
      const points = { body: POINTS.body, note: POINTS.note, strong: 16 }[block.look];
      const more = block.look === 'strong' ? { font: fonts.label, bold: true } : {};
      return [
        new Paragraph({
          spacing: { after: 80 },
          keepNext: block.look === 'strong' || next?.type === 'table',
          children: [...sized(block.text, points, more)],
        }),
      ];
    }
    case 'list':
      return block.entries.map(
        (entry, at) =>
          new Paragraph({
            indent: { left: 480, hanging: 480 },
            spacing: { after: 40 },
            children: [...sized(`${at + 1}. ${entry}`, POINTS.body)],
          }),
      );
    case 'fields':
      return [fieldTable(block.fields, fonts, next?.type === 'signatures'), gap(next?.type === 'signatures')];
    case 'table':
      return [listTable(block, fonts), gap()];
    case 'photos':
      return [photoTable(block.photos, block.missing, photos), gap()];
    case 'bars':
      return [
        new Paragraph({
          keepNext: true,
          spacing: { before: 120, after: 60 },
          children: [...sized(block.title, POINTS.small, { font: fonts.label })],
        }),
        barTable(block, fonts),
        gap(),
      ];
    case 'strip':
      return [
        new Paragraph({
          keepNext: true,
          spacing: { before: 60, after: 40 },
          children: [...sized(block.title, POINTS.small, { font: fonts.label })],
        }),
        stripTable(block.seats, fonts),
        gap(),
      ];
    case 'signatures':
      return [headingParagraph(block.heading, 2, fonts), signatureTable(block.places, block.elsewhere, fonts), gap()];
    case 'code':
      break;
  }
  return code === null
    ? []
    : [
        new Paragraph({
          alignment: AlignmentType.START,
          keepNext: true,
          children: [
            new ImageRun({
              type: 'png',
              data: code,
              transformation: { width: CODE_SIDE, height: CODE_SIDE },
              altText: { name: block.label, description: block.label, title: block.label },
            }),
            ...sized(` ${block.label}`, POINTS.small),
          ],
        }),
      ];
}

const HEIGHT = millimetres(62);

/** Signatures and stamp on one page: their only row cannot be split, and the heading stays with it. */
function signatureTable(places: readonly SignaturePlace[], elsewhere: string, fonts: Fonts): Table {
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
