import type { SigningKey } from '../../../signing/signing-key.ts';
import { BLOCK_BEGIN, BLOCK_END, sealBlock, type Sealed } from './seal-block.ts';

/** End of central directory: `PK\5\6`, at its offset 20 the length of the comment (APPNOTE 4.3.16). */
const END_RECORD = Buffer.from([0x50, 0x4b, 5, 6]);
const END_RECORD_BYTES = 22;
const COMMENT_LENGTH_AT = 20;

/**
 * A document that proves itself: seal and signature stand behind it, in a PDF as a comment, in DOCX and XLSX as the comment of the archive.
 * @param bytes as they were made, not sealed yet. @throws where they are no such document: a fault of whoever made them.
 */
export function sealFile(bytes: Uint8Array, sealed: Sealed, key: SigningKey): Uint8Array {
  const covered = Buffer.from(bytes);
  if (covered.includes(BLOCK_BEGIN) || covered.includes(BLOCK_END)) throw new Error('the file is sealed already');
  if (sealed.format === 'pdf') {
    if (!endsAsPdf(covered)) throw new Error('the PDF is not complete');
  } else {
    if (!endsAsZip(covered)) throw new Error('the archive is not complete, or has a comment');
    const length = sealBlock(covered, sealed, key).length;
    covered.writeUInt16LE(length, covered.length - END_RECORD_BYTES + COMMENT_LENGTH_AT);
  }
  return Buffer.concat([covered, sealBlock(covered, sealed, key)]);
}

export const endsAsPdf = (bytes: Buffer): boolean => bytes.subarray(-1024).includes('%%EOF');

/** Whether an archive ends in its end record, without a comment. */
export function endsAsZip(bytes: Buffer): boolean {
  const end = bytes.subarray(-END_RECORD_BYTES);
  return (
    end.length === END_RECORD_BYTES &&
    end.subarray(0, 4).equals(END_RECORD) &&
    end.readUInt16LE(COMMENT_LENGTH_AT) === 0
  );
}
