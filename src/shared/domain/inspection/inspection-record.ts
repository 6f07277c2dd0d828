import { z } from 'zod';
import { instantSchema } from '../instant.ts';
import { personal } from '../personal.ts';
import { problemSchema } from '../problem-schema.ts';
import { personNameSchema } from './inspection-session.ts';
import { signatureRoleSchema } from './inspection-terms.ts';
import { longText } from '../unseen-characters.ts';

/** Longest path of a drawn signature, in characters. */
const MOST_OF_STROKES = 60_000;

/** A name under the report. What is drawn is a picture of handwriting (手写签名图像), not an electronic signature by law. */
export const signatureSchema = z.strictObject({
  role: signatureRoleSchema,
  name: personNameSchema,
  /** `paper`: is signed on the printed report. */
  method: z.enum(['drawn', 'paper']),
  /** Drawn: SVG path data in a box of 600 × 200 units; null on paper, and after it was erased. */
  strokes: personal(
    z
      .string()
      .max(MOST_OF_STROKES)
      .regex(/^[MLCQZ0-9 .,-]*$/),
    'signature',
  ).nullable(),
});
export type Signature = z.infer<typeof signatureSchema>;

/** The record signature of a report: what its paper prints, and what its files are checked against. */
export const recordSignatureSchema = z.strictObject({
  number: z.string().max(40),
  /** SHA-256 of the record, in hex. */
  sha256: z.string().length(64),
  signedAt: instantSchema,
  /** Ed25519 key of the PC that signed: id, and SPKI in base64. */
  keyId: z.string(),
  publicKey: z.string(),
  /** Base64, over the canonical JSON of number, sha256 and signedAt. */
  signature: z.string(),
});
export type RecordSignature = z.infer<typeof recordSignatureSchema>;

/** A correction to a signed report: a record of its own. */
export const supplementSchema = z.strictObject({
  position: z.int().min(1),
  at: instantSchema,
  author: personNameSchema,
  text: longText(z.string().trim().min(1).max(4000)),
  hash: z.string().length(64),
});
export type Supplement = z.infer<typeof supplementSchema>;

/** A signed report beside its data. */
export const inspectionRecordSchema = z.strictObject({
  seal: recordSignatureSchema,
  signatures: z.array(signatureSchema).max(6),
  /** Place in this PC's chain of records, and the hash there. */
  position: z.int().min(1),
  hash: z.string().length(64),
  supplements: z.array(supplementSchema),
  /** What the QR code on the paper says. */
  qr: z.string().max(900),
  /** Null: everything agrees. */
  problem: problemSchema.nullable(),
});
export type InspectionRecord = z.infer<typeof inspectionRecordSchema>;

/** What came of checking a file. */
export const verificationSchema = z.strictObject({
  /**
   * `genuine`: signed and unchanged. `altered`: something was changed after signing. `unsigned`: no report of ours, or one that was
   * never signed.
   */
  outcome: z.enum(['genuine', 'altered', 'unsigned']),
  format: z.enum(['pdf', 'docx', 'xlsx', 'json', 'qr', 'unknown']),
  seal: recordSignatureSchema.nullable(),
  demo: z.boolean().nullable(),
  /** Whether this PC holds the same record, another one under that number, or none. */
  database: z.enum(['agrees', 'differs', 'absent']),
  /** Signed by the key of this PC. */
  signedHere: z.boolean(),
});
export type Verification = z.infer<typeof verificationSchema>;
