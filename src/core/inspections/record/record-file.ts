import { z } from 'zod';
import { MESSAGE_SCHEMA } from '../../../shared/domain/request-lifecycle.ts';
import type { RecordSignature } from '../../../shared/domain/inspection/inspection-record.ts';
import { canonicalOrNull } from '../../platform/canonical-json.ts';
import type { SizeLimit } from '../../platform/regular-file.ts';
import { parsedJson, provenContent, recordContentSchema } from '../../records/signed-record.ts';
import { readSignedFile, signFile } from '../../signing/signed-file.ts';
import type { SigningKey } from '../../signing/signing-key.ts';
import type { RecordRow } from '../../store/inspection-records.ts';
import { agreesWithRecord } from './handed-in-facts.ts';
import { isCanonicalBase64 } from './signature-block.ts';

const FILE_SCHEMA = 'vrlab.inspection-file/1';
/** As large as a file from a screen can be. */
export const MAX_REPORT_BYTES = 33_000_000;
export const REPORT_LIMIT: SizeLimit = { maxBytes: MAX_REPORT_BYTES, code: 'report-file-too-large' };

const fileSchema = z.strictObject({
  schema: z.literal(FILE_SCHEMA),
  demo: z.boolean(),
  /** The report, then its supplements; each with names and salt, null where they were erased. */
  records: z
    .array(z.strictObject({ content: recordContentSchema, people: z.record(z.string(), z.unknown()).nullable() }))
    .min(1),
});

const handedInSchema = z.object({
  schema: z.literal(MESSAGE_SCHEMA),
  request: z.object({ report: z.looseObject({ file: z.string() }) }),
});

/** A message whose facts differ from the record inside it was altered, no matter who signed the message. */
function readHandedIn(report: z.infer<typeof handedInSchema>['request']['report']): RecordFile | 'altered' | null {
  const inner = readRecordFile(Buffer.from(report.file));
  if (inner === null || inner === 'altered') return inner;
  const { number, sha256 } = inner.seal;
  return agreesWithRecord(report, { report: inner.report, number, sha256, supplements: inner.supplements })
    ? inner
    : 'altered';
}

/** The whole record as a signed file, for programs and for archives. */
export function recordFile(rows: readonly RecordRow[], demo: boolean, key: SigningKey): Uint8Array {
  const records = rows.map(({ content, people }) => ({
    content: parsedJson(content),
    people: people === null ? null : parsedJson(people),
  }));
  return signFile({ schema: FILE_SCHEMA, demo, records }, key);
}

/** A record file whose own signature is valid. */
interface RecordFile {
  readonly seal: RecordSignature;
  readonly demo: boolean;
  readonly publicKey: string;
  /** Every record in it is unaltered, and they belong together. */
  readonly proven: boolean;
  /** As it was signed, without people. */
  readonly report: unknown;
  readonly supplements: number;
}

/** @returns `altered` where it was a record file before somebody changed it; null where it is something else. */
export function readRecordFile(bytes: Uint8Array): RecordFile | 'altered' | null {
  const text = Buffer.from(bytes).toString();
  const read = readSignedFile(bytes, '', MAX_REPORT_BYTES);
  if (!read.ok) return hasTraces(text) ? 'altered' : null;
  // The same record as it was handed in to the service desk.
  const handedIn = handedInSchema.safeParse(read.value.value);
  if (handedIn.success) return readHandedIn(handedIn.data.request.report);
  const file = fileSchema.safeParse(read.value.value);
  if (!file.success) return isOurs(read.value.value) ? 'altered' : null;
  if (!isAsWritten(text)) return 'altered';
  const { demo, records } = file.data;
  const [report] = records;
  const contents = records.map(({ content, people }) =>
    provenContent(canonicalOrNull(content) ?? '', people === null ? null : (canonicalOrNull(people) ?? '')),
  );
  const { record, seal } = report!.content;
  const belong = contents.every(
    (content, at) =>
      content !== null &&
      content.record.inspection === record.inspection &&
      (at === 0
        ? content.record.type === 'report' && content.record.report['demo'] === demo
        : content.record.type === 'supplement' && content.record.corrects === seal.sha256),
  );
  return {
    seal,
    demo,
    publicKey: read.value.publicKey,
    proven: belong,
    report: record.type === 'report' ? record.report : null,
    supplements: records.length - 1,
  };
}

const isOurs = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'schema' in value && value.schema === FILE_SCHEMA;

/** Marks of a record file; one altered byte destroys only one of the two. */
const hasTraces = (text: string): boolean =>
  text.includes('"vrlab.signed/1"') || ['"payload"', '"keyId"', '"publicKey"'].every((name) => text.includes(name));

/** Whether also spaces, and bits that decoders ignore, are as they were written. */
function isAsWritten(text: string): boolean {
  const envelope = parsedJson(text) as Record<'payload' | 'publicKey' | 'signature', string>;
  return (
    `${JSON.stringify(envelope, null, 1)}\n` === text &&
    isCanonicalBase64(envelope.payload) &&
    isCanonicalBase64(envelope.publicKey) &&
    isCanonicalBase64(envelope.signature)
  );
}
