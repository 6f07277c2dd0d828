import type { RecordSignature, Verification } from '../../../shared/domain/inspection/inspection-record.ts';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import { readApart } from '../../platform/untrusted/read-apart.ts';
import { parsedContent, provenContent } from '../../records/signed-record.ts';
import type { SigningKey } from '../../signing/signing-key.ts';
import type { InspectionRecords } from '../../store/inspection-records.ts';
import type { HandedFile } from '../inspections.ts';
import { reportReader } from '../untrusted-readers.ts';
import { MAX_REPORT_BYTES } from './record-file.ts';

/** Verifies a file by itself, then against the records of this PC. */
export async function verifyReport(
  { name: file, bytes }: HandedFile,
  {
    records,
    key,
  }: { readonly records: Pick<InspectionRecords, 'named'>; readonly key: () => Promise<Result<SigningKey>> },
): Promise<Result<Verification>> {
  if (bytes.length > MAX_REPORT_BYTES)
    return fail('report-file-too-large', { megabytes: Math.round(bytes.length / 1e6) });
  const own = await key();
  const ownKey = own.ok ? own.value.publicKey : null;
  const read = await readApart(reportReader, { file, bytes, ownKey });
  if (!read.ok) return read;
  const { key: signer, ...proof } = read.value;
  const compared = await compareWithRecords(proof.seal, records);
  if (!compared.ok) return compared;
  const { database, demo } = compared.value;
  return succeed({ ...proof, demo: proof.demo ?? demo, database, signedHere: signer !== null && signer === ownKey });
}

async function compareWithRecords(
  seal: RecordSignature | null,
  records: Pick<InspectionRecords, 'named'>,
): Promise<Result<Pick<Verification, 'database' | 'demo'>>> {
  if (seal === null) return succeed({ database: 'absent', demo: null });
  const row = await records.named(seal.number);
  if (!row.ok) return row;
  if (row.value === null) return succeed({ database: 'absent', demo: null });
  const proven = provenContent(row.value.content, row.value.people);
  const known = (proven ?? parsedContent(row.value.content))?.record;
  const demo = known?.type === 'report' && typeof known.report['demo'] === 'boolean' ? known.report['demo'] : null;
  return succeed({ database: proven?.seal.sha256 === seal.sha256 ? 'agrees' : 'differs', demo });
}
