import type { RecordSignature, Verification } from '../../../shared/domain/inspection/inspection-record.ts';
import { isLikeQrText, readQrText } from './qr-text.ts';
import { recordSignatureFits } from '../../records/signed-record.ts';
import { readRecordFile } from './record-file.ts';
import { BLOCK_BEGIN, BLOCK_END, blockFits, endsAsPdf, endsAsZip, readSignatureBlock } from './signature-block.ts';

type Format = Verification['format'];

/** What a file proves by itself, without any database. */
type FileProof = Pick<Verification, 'outcome' | 'format' | 'seal' | 'demo'> & {
  /** Key the file was signed with; null where it was not signed. */
  readonly key: string | null;
};

const MAX_TEXT = 2000;

/**
 * Verifies a file of a report, or the text of its QR code. A PDF or archive that was cut short is `altered`, whoever made it: the end,
 * where a signature would be, is missing.
 * @param ownKey public key of this PC: it may have signed a file of a report that an older key of the same PC signed.
 */
export function verifyFile(bytes: Uint8Array, ownKey: string | null): FileProof {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const begin = file.indexOf(BLOCK_BEGIN);
  if (begin !== -1 || file.includes(BLOCK_END)) return verifySigned(file, begin, ownKey);
  const format = formatOf(file);
  const nothing: FileProof = { outcome: 'unsigned', format, seal: null, demo: null, key: null };
  const altered: FileProof = { ...nothing, outcome: 'altered' };
  if (format === 'pdf') return endsAsPdf(file) ? nothing : altered;
  if (format === 'docx' || format === 'xlsx') return endsAsZip(file) ? nothing : altered;
  const text = file.length > MAX_TEXT ? '' : file.toString().trim();
  if (isLikeQrText(text)) return verifyQr(text);
  const record = readRecordFile(file);
  if (record === null) return nothing;
  if (record === 'altered') return { ...altered, format: 'json' };
  const { seal, demo, publicKey, proven } = record;
  const own = publicKey === seal.publicKey || publicKey === ownKey;
  return { outcome: proven && own ? 'genuine' : 'altered', format: 'json', seal, demo, key: publicKey };
}

function verifySigned(file: Buffer, begin: number, ownKey: string | null): FileProof {
  const covered = file.subarray(0, Math.max(begin, 0));
  const block = begin === -1 ? null : readSignatureBlock(file.subarray(begin).toString('latin1'));
  if (block === null) return { outcome: 'altered', format: formatOf(file), seal: null, demo: null, key: null };
  const { format, seal, demo, publicKey } = block;
  const own = publicKey === null || publicKey === ownKey;
  const genuine = own && recordSignatureFits(seal) && blockFits(block, covered);
  return { outcome: genuine ? 'genuine' : 'altered', format, seal, demo, key: publicKey ?? seal.publicKey };
}

function verifyQr(text: string): FileProof {
  const seal: RecordSignature | null = readQrText(text);
  const genuine = seal !== null && recordSignatureFits(seal);
  return { outcome: genuine ? 'genuine' : 'altered', format: 'qr', seal, demo: null, key: seal?.publicKey ?? null };
}

function formatOf(file: Buffer): Format {
  const begins = file.subarray(0, 4).toString('latin1');
  if (begins === '%PDF') return 'pdf';
  if (begins === 'PK\u0003\u0004' && file.includes('xl/workbook.xml')) return 'xlsx';
  if (begins === 'PK\u0003\u0004' && file.includes('word/document.xml')) return 'docx';
  return file.toString('latin1', 0, 100).trimStart().startsWith('{') ? 'json' : 'unknown';
}
