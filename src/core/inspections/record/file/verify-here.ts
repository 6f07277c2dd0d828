import type { Seal, Verification } from '../../../../shared/domain/inspection/inspection-record.ts';
import { fail, type Result, succeed } from '../../../../shared/domain/result.ts';
import { readApart } from '../../../platform/untrusted/read-apart.ts';
import { reportReader } from '../../untrusted-readers.ts';
import type { HandedFile } from '../../inspections.ts';
import type { InspectionReportParts } from '../inspection-report-parts.ts';
import { parsedContent, provenContent } from '../../../records/read-record.ts';
import { MOST_REPORT_BYTES } from './record-file.ts';

/** Checks a file by itself, then against what this PC holds. */
export async function verifyHere(
  { name: file, bytes }: HandedFile,
  { records, key }: Pick<InspectionReportParts, 'records' | 'key'>,
): Promise<Result<Verification>> {
  if (bytes.length > MOST_REPORT_BYTES)
    return fail('report-file-too-large', { megabytes: Math.round(bytes.length / 1e6) });
  const own = await key();
  const ownKey = own.ok ? own.value.publicKey : null;
  const read = await readApart(reportReader, { file, bytes, ownKey });
  if (!read.ok) return read;
  const { key: signer, ...proof } = read.value;
  const held = await heldHere(proof.seal, records);
  if (!held.ok) return held;
  const { database, demo } = held.value;
  return succeed({ ...proof, demo: proof.demo ?? demo, database, signedHere: signer !== null && signer === ownKey });
}

async function heldHere(
  seal: Seal | null,
  records: InspectionReportParts['records'],
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
