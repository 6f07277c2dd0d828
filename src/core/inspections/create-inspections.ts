import { deviceKeyIn } from '../signing/signing-key.ts';
import { createReportDocuments } from '../reports/inspection/report-documents.ts';
import { serviceLevelOf } from '../requests/promises/service-level.ts';
import { createInspectionRecords } from '../store/inspection-records.ts';
import type { Inspections } from './inspections.ts';
import { createLabIntake } from './lab/create-lab-intake.ts';
import { createInspectionPlanning } from './plan/create-inspection-planning.ts';
import { inspectionsDone } from './plan/inspections-done.ts';
import { finishInspection } from './record/finish-inspection.ts';
import type { InspectionReportParts } from './record/inspection-report-parts.ts';
import { createInspectionReports } from './record/create-inspection-reports.ts';
import { lastSignedReport } from './record/open-report.ts';
import { createInspectionSessions } from './session/create-sessions.ts';
import { equipmentOf } from './session/fill-cells.ts';
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
  const reportParts: InspectionReportParts = {
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
    ...createLabIntake({ open, get: (id) => sessions.get(id), sources, deviceKey, rules: rules.readings }),
    ...reports,
    finish: (id, finish) => finishInspection(id, finish, { ...reportParts, foresee, report: reports.report }),
    ...createInspectionPlanning({
      ...sources,
      async inspections() {
        const listed = await sessions.list();
        return listed.ok ? await inspectionsDone(listed.value, records) : listed;
      },
    }),
  };
}
