import type { InspectionHeader } from '../../../shared/domain/inspection/inspection-session.ts';
import { civilDateOf, formatInstant } from '../../../shared/beijing-time.ts';
import {
  type InspectionRecord,
  inspectionRecordSchema,
  type Signature,
} from '../../../shared/domain/inspection/inspection-record.ts';
import { type InspectionReport, inspectionReportSchema } from '../../../shared/domain/inspection/inspection-report.ts';
import { lacksReason } from '../../../shared/domain/inspection/cell.ts';
import type { EquipmentRow } from '../../../shared/domain/inspection/lab-equipment.ts';
import type { RectificationState } from '../../../shared/domain/inspection/rectification.ts';
import type { Lockdown } from '../../../shared/domain/kiosk.ts';
import type { Language } from '../../../shared/domain/language.ts';
import { maskPersonal, replacePersonal } from '../../../shared/domain/personal.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import type { ServiceLevel } from '../../../shared/domain/service-terms.ts';
import type { Wording } from '../../../shared/wording.ts';
import { canonicalJson } from '../../platform/canonical-json.ts';
import type { AdviceRule, InspectionRules } from '../../published/inspection-rules.ts';
import { publicationOf } from '../../published/publication-in-use.ts';
import type { Publication } from '../../published/publication.ts';
import type { InspectionArchive, InspectionMaterial } from '../../records/material.ts';
import { reportRecord, sha256Of, supplementRecord } from '../../records/signed-record.ts';
import type { ReportDocuments } from '../../reports/inspection/report-documents.ts';
import type { SigningKey } from '../../signing/signing-key.ts';
import type { InspectionRecords } from '../../store/inspection-records.ts';
import { composeReport } from '../conclusion/compose-report.ts';
import type { Finish, InspectionReports } from '../inspections.ts';
import type { Edit } from '../../store/stored-inspection.ts';
import { leaveRestUninspected } from '../session/answer-many.ts';
import type { Foreseen } from '../session/sessions.ts';
import { eventIn } from '../rectification/rectifications.ts';
import { trackProblems } from '../rectification/track-problems.ts';
import { makeDocument, makePages } from './report-document.ts';
import { examineRecord, lastSignedReport, type SignedReport } from './signed-report.ts';
import { verifyReport } from './verify-report.ts';

/** What reports of inspections depend on. */
export interface ReportDependencies {
  readonly archive: InspectionArchive;
  readonly records: InspectionRecords;
  readonly publication: Publication;
  readonly rulesOf: (header: InspectionHeader) => InspectionRules;
  readonly adviceOf: (header: InspectionHeader) => readonly AdviceRule[];
  /** This PC's key (`deviceKeyIn`). */
  readonly key: () => Promise<Result<SigningKey>>;
  readonly documents: ReportDocuments;
  /** The equipment found against the asset register, in the words of that language. */
  equipment(material: InspectionMaterial, words: Wording): EquipmentRow[];
  /** Null: not known. */
  level(): Promise<ServiceLevel | null>;
  /** Absent where nothing of this PC belongs into a report. */
  lockdown?(): Promise<Lockdown>;
  words(language: Language): Wording;
  /** The language chosen now. */
  language(): Promise<Language>;
  now(): Date;
}

/** Reports of inspections: shown, signed, exported, corrected by supplements, and verified. */
export function createInspectionReports(deps: ReportDependencies): Omit<InspectionReports, 'finish'> {
  const { archive, records, key } = deps;

  /** @returns null where the inspection is not signed. */
  const signedReport = async (id: string): Promise<Result<SignedReport | null>> => {
    const [stub, stored] = [await archive.stub(id), await records.of(id)];
    if (!stub.ok) return stub;
    if (!stored.ok) return stored;
    const { number, state } = stub.value;
    const examined = examineRecord(number, stored.value);
    if (examined !== null) return examined;
    return state === 'signed' ? fail('inspection-record-missing', { number }) : succeed(null);
  };

  const report: InspectionReports['report'] = async (id) => {
    const signed = await signedReport(id);
    if (!signed.ok) return signed;
    if (signed.value !== null) return succeed({ ...signed.value, seal: signed.value.record.seal.sha256 });
    const material = await archive.material(id);
    if (!material.ok) return material;
    const unsigned = await composeUnsigned(material.value, deps);
    return unsigned.ok
      ? succeed({ report: unsigned.value, seal: previewDigest(unsigned.value), record: null })
      : unsigned;
  };

  const recordOf = async (id: string): Promise<Result<InspectionRecord>> => {
    const shown = await report(id);
    if (!shown.ok) return shown;
    return shown.value.record === null ? fail('inspection-not-signed') : succeed(shown.value.record);
  };

  return {
    report,
    async sign(id, shownDigest, signatures) {
      const signing = await key();
      if (!signing.ok) return signing;
      // Taken before anything is read: whatever changes from here on is noticed when the record is written.
      const digest = await records.digest(id);
      if (!digest.ok) return digest;
      const material = await archive.material(id);
      if (!material.ok) return material;
      const unsigned = await composeUnsigned(material.value, deps);
      if (!unsigned.ok) return unsigned;
      const obstacle = signingObstacle(material.value, unsigned.value, signatures);
      if (obstacle !== null) return { ok: false, problem: obstacle };
      if (previewDigest(unsigned.value) !== shownDigest) return fail('report-outdated');
      const texts = reportRecord(unsigned.value, signatures, digest.value, signing.value);
      const written = await records.sign(id, digest.value, unsigned.value.finishedAt, texts);
      return written.ok ? await recordOf(id) : written;
    },
    async document(id, format, signal, language) {
      const [shown, stored] = [await report(id), await records.of(id)];
      if (!shown.ok) return shown;
      if (!stored.ok) return stored;
      const wanted = { ...shown.value, rows: stored.value.rows, format };
      return await makeDocument({ ...wanted, language: language ?? wanted.report.language }, deps, signal);
    },
    async pages(id, reveal, signal, language) {
      const shown = await report(id);
      if (!shown.ok) return shown;
      const pages = reveal ? shown.value : masked(shown.value);
      return await makePages({ ...pages, language: language ?? pages.report.language }, deps, signal);
    },
    async addSupplement(id, { author, text }) {
      const signing = await key();
      if (!signing.ok) return signing;
      const shown = await report(id);
      if (!shown.ok) return shown;
      const { report: corrected, record } = shown.value;
      if (record === null) return fail('inspection-not-signed', { number: corrected.number });
      const of = { inspection: corrected.id, number: corrected.number, corrects: record.seal.sha256 };
      const texts = supplementRecord(of, { author, text, at: formatInstant(deps.now()) }, signing.value);
      const written = await records.addSupplement(id, texts);
      return written.ok ? await recordOf(id) : written;
    },
    verify: (file) => verifyReport(file, deps),
    problem: () => records.problem(),
    examine: async () => (await records.examine()) ?? (await archive.examine()),
    acceptLoss: () => records.acceptLoss(),
  };
}

interface ShownReport {
  readonly report: InspectionReport;
  readonly record: InspectionRecord | null;
}

const masked = ({ report, record }: ShownReport): ShownReport => ({
  report: replacePersonal(inspectionReportSchema, report, maskPersonal),
  record: record === null ? null : replacePersonal(inspectionRecordSchema, record, maskPersonal),
});

/** SHA-256 of what was shown, without the moment it was made: only what the inspector has seen may be signed. */
const previewDigest = ({ finishedAt: _finishedAt, ...shown }: InspectionReport): string =>
  sha256Of(canonicalJson(shown));

/** The report of an inspection that is not signed, as it would be signed now. */
async function composeUnsigned(
  material: InspectionMaterial,
  deps: ReportDependencies,
): Promise<Result<InspectionReport>> {
  const previous = await lastSignedReport(material.header, deps);
  if (!previous.ok) return previous;
  const rectified = await recordedSince(previous.value, deps);
  if (!rectified.ok) return rectified;
  const language = await deps.language();
  return succeed(
    composeReport(material, {
      publication: publicationOf(deps.publication, material.header.publication),
      rules: deps.rulesOf(material.header),
      advice: deps.adviceOf(material.header),
      equipment: deps.equipment(material, deps.words(language)),
      level: await deps.level(),
      lockdown: (await deps.lockdown?.()) ?? null,
      previous: previous.value,
      rectified: rectified.value,
      // The last report carries its own history: no older record has to be read.
      history: previous.value?.history ?? [],
      language,
      now: deps.now(),
    }),
  );
}

/** What was recorded of the problems of a signed report, by item. */
async function recordedSince(
  report: InspectionReport | null,
  { records, now }: Pick<ReportDependencies, 'records' | 'now'>,
): Promise<Result<Map<string, RectificationState>>> {
  const stored = report === null ? null : await records.of(report.id);
  if (report === null || stored === null) return succeed(new Map());
  if (!stored.ok) return stored;
  const tracked = trackProblems(report, stored.value.rows.flatMap(eventIn), null, civilDateOf(now()));
  return succeed(new Map(tracked.map(({ item, state }) => [item, state])));
}

/** Why an inspection may not be signed as it is; null where it may. */
function signingObstacle(
  { header, notes, cells }: Pick<InspectionMaterial, 'header' | 'notes' | 'cells'>,
  {
    counts,
    problems,
    toInspect,
    conclusion,
  }: Pick<InspectionReport, 'counts' | 'problems' | 'toInspect' | 'conclusion'>,
  signatures: readonly Signature[],
): Problem | null {
  const { number } = header;
  if (header.state !== 'open') return { code: 'inspection-not-open', params: { number } };
  if (counts.open > 0) return { code: 'inspection-cells-open', params: { number, count: counts.open } };
  const unreasoned = cells.filter(lacksReason).length;
  if (unreasoned > 0) return { code: 'inspection-overrides-unreasoned', params: { number, count: unreasoned } };
  if (notes.conclusion === null) return { code: 'inspection-not-concluded', params: { number } };
  if (conclusion.decided !== conclusion.proposed && conclusion.reason === '')
    return { code: 'inspection-reason-missing', params: { number } };
  if (conclusion.decided === 'rectify' && problems.length + counts.notInspected === 0)
    return { code: 'inspection-nothing-to-rectify', params: { number } };
  if (toInspect !== undefined && conclusion.reason === '')
    return { code: 'inspection-incomplete', params: { number, count: counts.notInspected } };
  if (!signatures.some((signature) => signature.role === 'inspector'))
    return { code: 'inspection-signature-missing', params: { number } };
  return signatures.every(isComplete) ? null : { code: 'inspection-signature-incomplete', params: { number } };
}

const isComplete = ({ name, method, strokes }: Signature): boolean =>
  name !== '' && (method === 'paper' || (strokes !== null && strokes !== ''));

interface FinishDependencies extends ReportDependencies {
  readonly foresee: (id: string, edit: Edit) => Promise<Result<Foreseen>>;
  readonly report: InspectionReports['report'];
}

/** Ends an inspection in one step: judged as it would be afterwards, and only then written, all of it or nothing. */
export async function finishInspection(
  id: string,
  finish: Finish,
  deps: FinishDependencies,
): Promise<Result<InspectionRecord>> {
  const signing = await deps.key();
  if (!signing.ok) return signing;
  // Taken before anything is read: whatever changes from here on is noticed when the record is written.
  const digest = await deps.records.digest(id);
  if (!digest.ok) return digest;
  const at = formatInstant(deps.now());
  const foreseen = await foreseeFinished(id, finish, at, deps);
  if (!foreseen.ok) return foreseen;
  const { patch, material } = foreseen.value;
  const report = await composeUnsigned(material, deps);
  if (!report.ok) return report;
  const signatures = [{ role: 'inspector', name: finish.signer, method: 'paper', strokes: null }] as const;
  const obstacle = signingObstacle(material, report.value, signatures);
  if (obstacle !== null) return { ok: false, problem: obstacle };
  const written = await deps.records.finish(id, digest.value, {
    patch,
    signedAt: report.value.finishedAt,
    texts: (rows) => reportRecord(report.value, signatures, rows, signing.value),
  });
  if (!written.ok) return written;
  const shown = await deps.report(id);
  if (!shown.ok) return shown;
  return shown.value.record === null ? fail('inspection-not-signed') : succeed(shown.value.record);
}

/** The proposed conclusion depends on the cells left open, so it is derived after they are answered. */
async function foreseeFinished(
  id: string,
  { rest, decided, reason }: Finish,
  at: string,
  deps: FinishDependencies,
): Promise<Result<Foreseen>> {
  const answerRest: Edit = rest === null ? () => succeed({}) : leaveRestUninspected(rest, at);
  const conclude =
    (conclusion: Foreseen['material']['notes']['conclusion']): Edit =>
    (inspection) => {
      const patch = answerRest(inspection);
      return patch.ok ? succeed({ ...patch.value, notes: { ...inspection.notes, conclusion } }) : patch;
    };
  if (decided !== null) return await deps.foresee(id, conclude({ decided, reason }));
  const undecided = await deps.foresee(id, answerRest);
  const report = undecided.ok ? await composeUnsigned(undecided.value.material, deps) : undecided;
  if (!report.ok) return report;
  return await deps.foresee(id, conclude({ decided: report.value.conclusion.proposed, reason }));
}
