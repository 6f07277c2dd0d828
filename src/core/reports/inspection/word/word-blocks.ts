import { AlignmentType, type FileChild, HeadingLevel, ImageRun, Paragraph } from 'docx';
import type { Fonts } from '../../docx/measures.ts';
import { POINTS } from '../../page-geometry.ts';
import type { Block } from '../content/report-content.ts';
import { barTable } from './bar-table.ts';
import { photoTable } from './photo-table.ts';
import { signatureTable } from './signature-table.ts';
import { fieldTable, listTable, sized } from './word-tables.ts';

export interface WordPictures {
  /** JPEG by id. */
  readonly photos: ReadonlyMap<string, Uint8Array>;
  /** QR code as PNG; null where there is none. */
  readonly code: Uint8Array | null;
}

/** Side of the printed code in pixels of 1/96 inch: 34 mm. */
const CODE_SIDE = 128;
const CHAPTER_POINTS = 15;

export const headingParagraph = (text: string, level: 2 | 3, fonts: Fonts, newPage = false): Paragraph =>
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

/** Keeps a table from growing together with what follows it. */
const gap = (keepNext = false) => new Paragraph({ keepNext, spacing: { line: 140, lineRule: 'exact' } });

/** One part of the paper as Word has it. @param next what follows: a conclusion stays with its signatures. */
export function wordBlock(
  block: Block,
  next: Block | undefined,
  fonts: Fonts,
  { photos, code }: WordPictures,
): FileChild[] {
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
