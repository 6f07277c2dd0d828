import { ulid } from 'ulid';
import type { InspectionRecord } from '../../../shared/domain/inspection/inspection-record.ts';
import type { InspectionReport } from '../../../shared/domain/inspection/inspection-report.ts';
import { maskPersonal, replacePersonal } from '../../../shared/domain/personal.ts';
import { type Preview, previewSchema } from '../../../shared/domain/request-record.ts';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import type { HandedInReport } from '../../../shared/domain/service-request.ts';
import type { Requests } from '../../requests/index.ts';
import type { HandingIn, InspectionReports } from '../inspections.ts';

interface HandInDependencies {
  readonly report: InspectionReports['report'];
  readonly document: InspectionReports['document'];
  readonly requests: () => Promise<Pick<Requests, 'previewReport' | 'handInReport' | 'reportsOf'>>;
}

/**
 * 提交巡检报告: a signed report leaves through the channels as a request does, and is waited for, repeated and confirmed like one.
 * Unsigned and altered reports do not leave.
 */
export function createHandingIn({ report, document, requests }: HandInDependencies): HandingIn {
  const reportOf = async (id: string): Promise<Result<{ report: HandedInReport; demo: boolean }>> => {
    const shown = await report(id);
    if (!shown.ok) return shown;
    const { report: signed, record } = shown.value;
    if (record === null) return fail('inspection-not-signed', { number: signed.number });
    if (record.problem !== null) return { ok: false, problem: record.problem };
    const file = await document(id, 'json', new AbortController().signal);
    if (!file.ok) return file;
    const text = Buffer.from(file.value.base64, 'base64').toString('utf8');
    return succeed({ report: { ...factsOf(signed, record), file: text }, demo: signed.demo });
  };

  return {
    async previewHandIn(id) {
      const made = await reportOf(id);
      if (!made.ok) return made;
      const preview = await (await requests()).previewReport(ulid(), made.value.report, made.value.demo);
      return preview.ok ? succeed(masked(preview.value)) : preview;
    },
    async handIn(id, request, seal) {
      const made = await reportOf(id);
      return made.ok ? await (await requests()).handInReport(request, made.value.report, made.value.demo, seal) : made;
    },
    handedIn: async (id) => await (await requests()).reportsOf(id),
  };
}

/** The screen shows how much the file holds, not what. */
const masked = (preview: Preview): Preview => replacePersonal(previewSchema, preview, maskPersonal);

/** What people have to know of a report before they open it. */
const factsOf = (report: InspectionReport, { seal, supplements }: InspectionRecord): Omit<HandedInReport, 'file'> => ({
  inspection: report.id,
  number: report.number,
  kind: report.period.kind,
  period: report.period.label,
  lab: report.lab.lab,
  decided: report.conclusion.decided,
  seats: report.stations.length,
  problems: report.problems.length,
  critical: report.problems.filter(({ severity }) => severity === 'critical').length,
  signedAt: seal.signedAt,
  sha256: seal.sha256,
  keyId: seal.keyId,
  supplements: supplements.length,
});
