import { formatInstant } from '../../../shared/beijing-time.ts';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import { type InspectionRecord, inspectionRecordSchema } from '../../../shared/domain/inspection/inspection-record.ts';
import { type InspectionReport, inspectionReportSchema } from '../../../shared/domain/inspection/inspection-report.ts';
import { maskPersonal, replacePersonal } from '../../../shared/domain/personal.ts';
import type { InspectionReports } from '../inspections.ts';
import { examineRecord, type SignedReport } from './examine-record.ts';
import { documentOf, pagesOf } from './file/document-of.ts';
import { verifyHere } from './file/verify-here.ts';
import type { InspectionReportParts } from './inspection-report-parts.ts';
import { whatHindersSigning } from './may-be-signed.ts';
import { openReport, sealOfShown } from './open-report.ts';
import { reportRecord, supplementRecord } from '../../records/write-record.ts';

const masked = (report: InspectionReport, record: InspectionRecord | null) => ({
  report: replacePersonal(inspectionReportSchema, report, maskPersonal),
  record: record === null ? null : replacePersonal(inspectionRecordSchema, record, maskPersonal),
});

/** Reports of inspections: shown, signed, handed out, corrected by supplements, and checked. */
export function createInspectionReports(parts: InspectionReportParts): Omit<InspectionReports, 'finish'> {
  const { archive, records, key } = parts;

  /** @returns null where the inspection is not signed. */
  const signed = async (id: string): Promise<Result<SignedReport | null>> => {
    const [stub, kept] = [await archive.stub(id), await records.of(id)];
    if (!stub.ok) return stub;
    if (!kept.ok) return kept;
    const { number, state } = stub.value;
    const examined = examineRecord(number, kept.value);
    if (examined !== null) return examined;
    return state === 'signed' ? fail('inspection-record-missing', { number }) : succeed(null);
  };

  const reportOf = async (id: string) => {
    const known = await signed(id);
    if (!known.ok) return known;
    if (known.value !== null) return succeed({ ...known.value, seal: known.value.record.seal.sha256 });
    const material = await archive.material(id);
    if (!material.ok) return material;
    const report = await openReport(material.value, parts);
    return report.ok ? succeed({ report: report.value, seal: sealOfShown(report.value), record: null }) : report;
  };

  const recordOf = async (id: string): Promise<Result<InspectionRecord>> => {
    const report = await reportOf(id);
    if (!report.ok) return report;
    return report.value.record === null ? fail('inspection-not-signed') : succeed(report.value.record);
  };

  return {
    report: reportOf,
    async sign(id, seal, signatures) {
      const signing = await key();
      if (!signing.ok) return signing;
      // Before anything is read: what changes from here on is found when the record is written.
      const digest = await records.digest(id);
      if (!digest.ok) return digest;
      const material = await archive.material(id);
      if (!material.ok) return material;
      const report = await openReport(material.value, parts);
      if (!report.ok) return report;
      const hindrance = whatHindersSigning(material.value, report.value, signatures);
      if (hindrance !== null) return { ok: false, problem: hindrance };
      if (sealOfShown(report.value) !== seal) return fail('report-outdated');
      const texts = reportRecord(report.value, signatures, digest.value, signing.value);
      const written = await records.sign(id, digest.value, report.value.finishedAt, texts);
      return written.ok ? await recordOf(id) : written;
    },
    async document(id, format, signal) {
      const [shown, kept] = [await reportOf(id), await records.of(id)];
      if (!shown.ok) return shown;
      if (!kept.ok) return kept;
      return await documentOf({ ...shown.value, rows: kept.value.rows, format }, parts, signal);
    },
    async pages(id, reveal, signal) {
      const shown = await reportOf(id);
      if (!shown.ok) return shown;
      const { report, record } = shown.value;
      return await pagesOf(reveal ? { report, record } : masked(report, record), parts, signal);
    },
    async addSupplement(id, { author, text }) {
      const signing = await key();
      if (!signing.ok) return signing;
      const shown = await reportOf(id);
      if (!shown.ok) return shown;
      const { report, record } = shown.value;
      if (record === null) return fail('inspection-not-signed', { number: report.number });
      const of = { inspection: report.id, number: report.number, corrects: record.seal.sha256 };
      const texts = supplementRecord(of, { author, text, at: formatInstant(parts.now()) }, signing.value);
      const written = await records.addSupplement(id, texts);
      return written.ok ? await recordOf(id) : written;
    },
    verify: (file) => verifyHere(file, parts),
    problem: () => records.problem(),
    examine: async () => (await records.examine()) ?? (await archive.examine()),
    acceptLoss: () => records.acceptLoss(),
  };
}
