import { z } from 'zod';
import type { RecordSignature } from '../../../shared/domain/inspection/inspection-record.ts';
import { canonicalJson } from '../../platform/canonical-json.ts';
import { isSignatureValid, type SigningKey } from '../../signing/signing-key.ts';
import { keyFromShort, longer, qrTextOf, readQrText, shorter, shortKey } from './qr-text.ts';
import { sha256Of } from '../../records/signed-record.ts';

const FILE_SIGNATURE_SCHEMA = 'vrlab.inspection-file-seal/1';

/**
 * Delimiters of the block: in a file altered in one byte one of both is still found. PDF readers take the block for a comment, in a
 * ZIP it is the comment of the archive.
 */
export const BLOCK_BEGIN = '\n%vrlab-inspection-seal/1 ';
export const BLOCK_END = ' vrlab-inspection-seal%\n';

/** Bytes. LibreOffice looks for the end of an archive within 512 bytes of its comment; PDF readers within the last kilobyte. */
const MAX_BLOCK_BYTES = 512;

const SEPARATOR = ' ';

const signableFormatSchema = z.enum(['pdf', 'docx', 'xlsx']);

/** What a file states beside its bytes. */
interface SignedFacts {
  readonly format: z.infer<typeof signableFormatSchema>;
  /** Signature of the record that the file shows. */
  readonly seal: RecordSignature;
  readonly demo: boolean;
}

interface SignatureBlock extends SignedFacts {
  /** Key that signed the file; null where it is the key that signed the record. */
  readonly publicKey: string | null;
  /** Base64, over the SHA-256 of all bytes before the block and everything else in the block. */
  readonly signature: string;
}

/** End of central directory: `PK\5\6`, at its offset 20 the length of the comment (APPNOTE 4.3.16). */
const END_RECORD = Buffer.from([0x50, 0x4b, 5, 6]);
const END_RECORD_BYTES = 22;
const COMMENT_LENGTH_AT = 20;

/**
 * Signs a document: the block follows it, in a PDF as a comment, in DOCX and XLSX as the comment of the archive.
 * @param bytes as they were rendered, not signed yet. @throws Error where they are no complete document, RangeError where the block
 * would be too long for readers: faults of this program.
 */
export function signDocument(bytes: Uint8Array, facts: SignedFacts, key: SigningKey): Uint8Array {
  const covered = Buffer.from(bytes);
  if (covered.includes(BLOCK_BEGIN) || covered.includes(BLOCK_END)) throw new Error('the file is signed already');
  if (facts.format === 'pdf') {
    if (!endsAsPdf(covered)) throw new Error('the PDF is not complete');
  } else {
    if (!endsAsZip(covered)) throw new Error('the archive is not complete, or has a comment');
    // The signature covers this length as well; the length of a block does not depend on the bytes it covers.
    const length = signatureBlock(covered, facts, key).length;
    covered.writeUInt16LE(length, covered.length - END_RECORD_BYTES + COMMENT_LENGTH_AT);
  }
  return Buffer.concat([covered, signatureBlock(covered, facts, key)]);
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

function signatureBlock(covered: Uint8Array, facts: SignedFacts, key: SigningKey): Uint8Array {
  const { format, seal, demo } = facts;
  const block = Buffer.from(
    blockText({
      format,
      seal,
      demo,
      publicKey: key.publicKey === seal.publicKey ? null : key.publicKey,
      signature: Buffer.from(key.sign(signedBytes(facts, covered))).toString('base64'),
    }),
  );
  if (block.length > MAX_BLOCK_BYTES)
    throw new RangeError(`a signature block of ${block.length} bytes is too long for readers`);
  return block;
}

const signedBytes = ({ format, seal, demo }: SignedFacts, covered: Uint8Array): Uint8Array =>
  Buffer.from(`${FILE_SIGNATURE_SCHEMA}\n${canonicalJson({ format, seal, demo, sha256: sha256Of(covered) })}`);

/** Format, demonstration or not, record signature as the QR code has it, key of the file, signature of the file. */
function blockText({ format, seal, demo, publicKey, signature }: SignatureBlock): string {
  const key = publicKey === null ? '' : shortKey(publicKey);
  const fields = [format, demo ? 'demo' : 'real', qrTextOf(seal), key, shorter(signature, 'base64')];
  return `${BLOCK_BEGIN}${fields.join(SEPARATOR)}${BLOCK_END}`;
}

/** @returns null where the text is not exactly as this program writes one. */
export function readSignatureBlock(text: string): SignatureBlock | null {
  const fields = text.slice(BLOCK_BEGIN.length, -BLOCK_END.length).split(SEPARATOR);
  const [kind = '', qr = '', key = '', signature = ''] = fields.slice(1);
  const format = signableFormatSchema.safeParse(fields[0]).data;
  const seal = readQrText(qr);
  if (format === undefined || seal === null) return null;
  const publicKey = key === '' ? null : keyFromShort(key);
  const block = { format, seal, demo: kind === 'demo', publicKey, signature: longer(signature, 'base64') };
  return blockText(block) === text ? block : null;
}

/** Whether a block was made for the bytes before it. */
export const blockFits = (block: SignatureBlock, covered: Uint8Array): boolean =>
  isCanonicalBase64(block.signature) &&
  isSignatureValid(block.publicKey ?? block.seal.publicKey, signedBytes(block, covered), block.signature);

/** Whether the spare bits at the end of a base64 text, which decoders ignore, are as an encoder leaves them. */
export const isCanonicalBase64 = (base64: string): boolean =>
  Buffer.from(base64, 'base64').toString('base64') === base64;
