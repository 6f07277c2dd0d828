import { AlignmentType, BorderStyle, ImageRun, Paragraph, type Table, TableCell, TableRow, WidthType } from 'docx';
import { POINTS } from '../../paper.ts';
import type { Picture } from '../content/report-content.ts';
import { sized, TEXT_WIDTH, wordTable } from './word-tables.ts';
import { readPackage, writePackage } from '../../../platform/zip.ts';

const TO_A_ROW = 3;
const WIDTH = Math.floor(TEXT_WIDTH / TO_A_ROW);
/** Room for one photo, pixels of 1/96 inch: 49 × 32 mm. */
const ROOM = { width: 183, height: 121 };

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const BORDERS = { top: none, bottom: none, left: none, right: none };

function fitted({ width, height }: Picture): { width: number; height: number } {
  const scale = Math.min(ROOM.width / width, ROOM.height / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

function cell(picture: Picture | undefined, missing: string, photos: ReadonlyMap<string, Uint8Array>): TableCell {
  const options = { width: { size: WIDTH, type: WidthType.DXA }, borders: BORDERS };
  if (picture === undefined) return new TableCell({ ...options, children: [new Paragraph({})] });
  const { caption } = picture;
  const altText = { name: caption, description: caption, title: caption };
  const shown = photos.has(picture.id)
    ? [new ImageRun({ type: 'jpg', data: placeholderOf(picture.id), transformation: fitted(picture), altText })]
    : sized(missing, POINTS.note);
  return new TableCell({
    ...options,
    children: [
      new Paragraph({ alignment: AlignmentType.CENTER, keepNext: true, children: shown }),
      new Paragraph({ spacing: { line: 220, lineRule: 'auto', after: 80 }, children: [...sized(caption, 8)] }),
    ],
  });
}

/** Photos three to a row, each with its caption; a row is never split between pages. */
export function photoTable(
  pictures: readonly Picture[],
  missing: string,
  photos: ReadonlyMap<string, Uint8Array>,
): Table {
  const rows = Array.from({ length: Math.ceil(pictures.length / TO_A_ROW) }, (_, at) =>
    Array.from({ length: TO_A_ROW }, (__, place) => cell(pictures[at * TO_A_ROW + place], missing, photos)),
  );
  return wordTable(
    Array.from({ length: TO_A_ROW }, () => WIDTH),
    rows.map((children) => new TableRow({ cantSplit: true, children })),
  );
}

/** Names of the pictures in a Word package. */
const PHOTO = /^word\/media\/.*\.jpe?g$/;
/** Parts that a ZIP package without extensions (ZIP64) can hold. */
const MAX_PARTS = 65_000;

/** Placeholder of a photo while the document is written: the library would compress and hash megabytes of JPEG for nothing. */
const placeholderOf = (id: string): Uint8Array => Buffer.from(id);

/** Replaces the placeholders by the photos. @param photos JPEG by id. */
export function putPhotos(document: Buffer, photos: ReadonlyMap<string, Uint8Array>): Uint8Array {
  if (photos.size === 0) return document;
  const parts = new Map(readPackage(document, MAX_PARTS));
  for (const [name, data] of parts) {
    const photo = PHOTO.test(name) ? photos.get(Buffer.from(data).toString()) : undefined;
    if (photo !== undefined) parts.set(name, photo);
  }
  return writePackage(parts, (name) => !PHOTO.test(name));
}
