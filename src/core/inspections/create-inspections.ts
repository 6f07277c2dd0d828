import { deviceKeyIn } from '../signing/device-key.ts';
import { createReportDocuments } from '../reports/inspection/report-documents.ts';
import { serviceLevelOf } from '../requests/promises/service-level.ts';
import { createInspectionRecords } from '../store/inspection-records.ts';
import type { Inspections } from './inspections.ts';
import { createLabIntake } from './lab/lab-intake.ts';
import { createInspectionPlanning, plannedInspections } from './plan/inspection-planning.ts';
import { createInspectionReports, finishInspection, type ReportDependencies } from './record/inspection-reports.ts';
import { lastSignedReport } from './record/signed-report.ts';
import { createInspectionSessions } from './session/sessions.ts';
import { equipmentOf } from './session/fill-automatic.ts';
import type { InspectionSources } from './sources.ts';

/** The one place where the parts of inspections are put together. */
export function createInspections(sources: InspectionSources): Inspections {
  const { publication, dataDirectory, session, secrets } = sources;
  const { inspectionRules: rules } = publication;
  const deviceKey = deviceKeyIn(secrets);
  const records = createInspectionRecords(dataDirectory, session);
  const { open, archive, foresee, ...sessions } = createInspectionSessions({
    ...sources,
    rules,
    async previousReport(header) {
      const report = await lastSignedReport(header, { records });
      return report.ok ? report.value : null;
    },
  });
  const reportParts: ReportDependencies = {
    ...sources,
    archive,
    records,
    rules,
    advice: publication.guide.advice,
    key: deviceKey,
    documents: createReportDocuments(sources),
    equipment: (material, { modelName }) => equipmentOf(material, modelName),
    async level() {
      const teacher = await sources.teacher();
      return teacher.ok ? serviceLevelOf(teacher.value, publication.service.levels, sources.now()).level : null;
    },
  };
  const reports = createInspectionReports(reportParts);
  return {
    ...sessions,
    ...createLabIntake({ ...sources, open, get: (id) => sessions.get(id), deviceKey, rules: rules.readings }),
    ...reports,
    finish: (id, finish) => finishInspection(id, finish, { ...reportParts, foresee, report: reports.report }),
    ...createInspectionPlanning({
      ...sources,
      async inspections() {
        const listed = await sessions.list();
        return listed.ok ? await plannedInspections(listed.value, records) : listed;
      },
    }),
  };
}
