import { z } from 'zod';
import type { Seal } from '../../../../shared/domain/inspection/inspection-record.ts';
import { canonicalJson } from '../../../platform/canonical-json.ts';
import { isSignatureValid, type SigningKey } from '../../../signing/signing-key.ts';
import { keyFromShort, longer, qrTextOf, readQrText, shorter, shortKey } from '../qr-text.ts';
import { sha256Of } from '../../../records/seal.ts';

const FILE_SEAL_SCHEMA = 'vrlab.inspection-file-seal/1';
/** A file that was altered in one byte still has one of both. A PDF takes the block for a comment, a ZIP keeps it as one. */
export const BLOCK_BEGIN = '\n%vrlab-inspection-seal/1 ';
export const BLOCK_END = ' vrlab-inspection-seal%\n';
/** LibreOffice looks for the end of an archive within 512 bytes of its comment; PDF readers within the last kilobyte. */
const MOST_BLOCK = 512;

export const sealableFormatSchema = z.enum(['pdf', 'docx', 'xlsx']);
export type SealableFormat = z.infer<typeof sealableFormatSchema>;

export interface SealBlock {
  readonly format: SealableFormat;
  readonly seal: Seal;
  readonly demo: boolean;
  /** Key of the file; null where it is the key of the seal. */
  readonly publicKey: string | null;
  /** Base64, over the SHA-256 of all bytes in front of the block and everything else in it. */
  readonly signature: string;
}

/** What is known of a file beside its bytes. */
export type Sealed = Pick<SealBlock, 'format' | 'demo'> & { readonly seal: Seal };

const signedBytes = ({ format, seal, demo }: Sealed, covered: Uint8Array): Uint8Array =>
  Buffer.from(`${FILE_SEAL_SCHEMA}\n${canonicalJson({ format, seal, demo, sha256: sha256Of(covered) })}`);

const SEPARATOR = ' ';

/** Short: format, whether it is a demonstration, the seal as the QR code has it, key of the file, signature of the file. */
function written({ format, seal, demo, publicKey, signature }: SealBlock): string {
  const key = publicKey === null ? '' : shortKey(publicKey);
  const parts = [format, demo ? 'demo' : 'real', qrTextOf(seal), key, shorter(signature, 'base64')];
  return `${BLOCK_BEGIN}${parts.join(SEPARATOR)}${BLOCK_END}`;
}

/** The block that goes behind these bytes; its length does not depend on them. */
export function sealBlock(covered: Uint8Array, { format, seal, demo }: Sealed, key: SigningKey): Uint8Array {
  const block = Buffer.from(
    written({
      format,
      seal,
      demo,
      publicKey: key.publicKey === seal.publicKey ? null : key.publicKey,
      signature: Buffer.from(key.sign(signedBytes({ format, seal, demo }, covered))).toString('base64'),
    }),
  );
  if (block.length > MOST_BLOCK) throw new RangeError(`a seal of ${block.length} bytes is too long for its readers`);
  return block;
}

/** @returns null where the text is not exactly as one is written. */
export function readSealBlock(text: string): SealBlock | null {
  const parts = text.slice(BLOCK_BEGIN.length, -BLOCK_END.length).split(SEPARATOR);
  const [kind = '', sealText = '', key = '', signature = ''] = parts.slice(1);
  const format = sealableFormatSchema.safeParse(parts[0]).data;
  const seal = readQrText(sealText);
  if (format === undefined || seal === null) return null;
  const publicKey = key === '' ? null : keyFromShort(key);
  const block = { format, seal, demo: kind === 'demo', publicKey, signature: longer(signature, 'base64') };
  return written(block) === text ? block : null;
}

/** Whether the bytes in front of a block are those it was made for. */
export const blockFits = (block: SealBlock, covered: Uint8Array): boolean =>
  canonical(block.signature) &&
  isSignatureValid(block.publicKey ?? block.seal.publicKey, signedBytes(block, covered), block.signature);

/** Base64 has spare bits at its end that a decoder ignores. */
export const canonical = (base64: string): boolean => Buffer.from(base64, 'base64').toString('base64') === base64;
