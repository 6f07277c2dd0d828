import { AlignmentType, Document, Packer, Paragraph, TextRun } from 'docx';
import { a4Section, paperProperties } from '../../docx/a4-section.ts';
import { type Fonts, fontsOf, halfPoints } from '../../docx/measures.ts';
import { codeAsPng } from '../../forms/code-picture.ts';
import { POINTS } from '../../page-geometry.ts';
import type { ReportContent } from '../content/report-content.ts';
import { putPhotos } from './put-photos.ts';
import { type WordPictures, wordBlock } from './word-blocks.ts';
import { fieldTable, LINE, sized } from './word-tables.ts';

/** Pixels of the code; it is printed at 34 mm. */
const CODE_PIXELS = 400;

function cover({ title, warnings, cover: fields }: ReportContent, fonts: Fonts) {
  return [
    ...warnings.map(
      (text) =>
        new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text, font: fonts.label })] }),
    ),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: 2000, after: 900 },
      children: [
        ...sized(title, POINTS.title, { font: fonts.title, bold: fonts.label.ascii !== fonts.label.eastAsia }),
      ],
    }),
    fieldTable(fields, fonts),
    new Paragraph({ pageBreakBefore: true, spacing: { line: 20, lineRule: 'exact' } }),
  ];
}

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

/**
 * The report as a Word document: same words, same order, A4 with the same margins.
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
        ...a4Section({ title: continued, number, pages }, () => markOf(content)),
        children: [
          ...cover(content, fonts),
          ...blocks.flatMap((block, at) => wordBlock(block, blocks[at + 1], fonts, pictures)),
        ],
      },
    ],
  });
  return putPhotos(await Packer.toBuffer(document), photos);
}
