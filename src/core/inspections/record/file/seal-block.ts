import { z } from 'zod';
import { type Seal, sealSchema } from '../../../../shared/domain/inspection/inspection-record.ts';
import { canonicalJson } from '../../../delivery/canonical-json.ts';
import { signatureFits, type SigningKey } from '../../../delivery/signing-key.ts';
import { parsedJson } from '../read-record.ts';
import { sha256Of } from '../seal.ts';

const FILE_SEAL_SCHEMA = 'vrlab.inspection-file-seal/1';
/** A file that was altered in one byte still has one of both. A PDF takes the block for a comment, a ZIP keeps it as one. */
export const BLOCK_BEGIN = '\n%vrlab-inspection-seal/1 ';
export const BLOCK_END = ' vrlab-inspection-seal%\n';
/** PDF readers look for the end of the document within the last kilobyte. */
const MOST_BLOCK = 1000;

export const sealableFormatSchema = z.enum(['pdf', 'docx', 'xlsx']);
export type SealableFormat = z.infer<typeof sealableFormatSchema>;

const blockSchema = z.strictObject({
  format: sealableFormatSchema,
  seal: sealSchema,
  demo: z.boolean(),
  /** Key of the file; null where it is the key of the seal. */
  publicKey: z.string().max(100).nullable(),
  /** Base64, over the SHA-256 of all bytes in front of the block and everything else in it. */
  signature: z.string().max(100),
});
export type SealBlock = z.infer<typeof blockSchema>;

/** What is known of a file beside its bytes. */
export type Sealed = Pick<SealBlock, 'format' | 'demo'> & { readonly seal: Seal };

const signedBytes = ({ format, seal, demo }: Sealed, covered: Uint8Array): Uint8Array =>
  Buffer.from(`${FILE_SEAL_SCHEMA}\n${canonicalJson({ format, seal, demo, sha256: sha256Of(covered) })}`);

const written = (block: SealBlock): string => `${BLOCK_BEGIN}${canonicalJson(block)}${BLOCK_END}`;

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
  if (block.length > MOST_BLOCK) throw new RangeError(`a seal of ${block.length} bytes is too long for a PDF`);
  return block;
}

/** @returns null where the text is not exactly as one is written. */
export function readSealBlock(text: string): SealBlock | null {
  const block = blockSchema.safeParse(parsedJson(text.slice(BLOCK_BEGIN.length, -BLOCK_END.length))).data;
  return block !== undefined && written(block) === text ? block : null;
}

/** Whether the bytes in front of a block are those it was made for. */
export const blockFits = (block: SealBlock, covered: Uint8Array): boolean =>
  canonical(block.signature) &&
  signatureFits(block.publicKey ?? block.seal.publicKey, signedBytes(block, covered), block.signature);

/** Base64 has spare bits at its end that a decoder ignores. */
export const canonical = (base64: string): boolean => Buffer.from(base64, 'base64').toString('base64') === base64;
