import type { InspectionHeader } from '../../shared/domain/inspection/inspection-session.ts';
import { createI18n } from '../../shared/i18n.ts';
import { INSPECTION_TEXTS } from '../../shared/locales/inspections.ts';
import { createWording } from '../../shared/wording.ts';
import { publicationOf } from '../published/publication-in-use.ts';
import { createReportDocuments } from '../reports/inspection/report-documents.ts';
import { serviceLevelOf } from '../requests/promises/service-level.ts';
import { createInspectionRecords } from '../store/inspection-records.ts';
import type { InspectionDependencies, Inspections } from './inspections.ts';
import { createLabIntake } from './lab/lab-intake.ts';
import { createInspectionPlanning, plannedInspections } from './plan/inspection-planning.ts';
import { createHandingIn } from './record/hand-in-report.ts';
import { type ReportDependencies, createInspectionReports, finishInspection } from './record/inspection-reports.ts';
import { createRectifications } from './rectification/rectifications.ts';
import { lastSignedReport } from './record/signed-report.ts';
import { equipmentOf } from './session/fill-automatic.ts';
import { createInspectionSessions } from './session/sessions.ts';

export function createInspections(deps: Omit<InspectionDependencies, 'words'>): Inspections {
  const { publication, dataDirectory, session, deviceKey } = deps;
  const texts = createI18n('zh-CN', INSPECTION_TEXTS);
  const worded: InspectionDependencies = {
    ...deps,
    words: (language) => createWording(texts, language, publication.guide.causes),
  };
  /** An inspection is judged to its end by the rules it began with. */
  const rulesOf = (header: InspectionHeader) => publicationOf(publication, header.publication).inspectionRules;
  const records = createInspectionRecords(dataDirectory, session);
  const { open, archive, foresee, ...sessions } = createInspectionSessions({
    ...worded,
    rulesOf,
    async previousReport(header) {
      const report = await lastSignedReport(header, { records });
      return report.ok ? report.value : null;
    },
  });
  const reportDependencies: ReportDependencies = {
    ...worded,
    archive,
    records,
    rulesOf,
    adviceOf: (header) => publicationOf(publication, header.publication).guide.advice,
    key: deviceKey,
    documents: createReportDocuments(worded),
    equipment: (material, { modelName }) => equipmentOf(material, modelName),
    async level() {
      const teacher = await deps.teacher();
      return teacher.ok ? serviceLevelOf(teacher.value, publication.service.levels, deps.now()).level : null;
    },
  };
  const reports = createInspectionReports(reportDependencies);
  const rectifications = createRectifications({
    archive,
    records,
    key: deviceKey,
    list: () => sessions.list(),
    now: deps.now,
  });
  return {
    ...sessions,
    ...createLabIntake({
      ...worded,
      open,
      get: (id) => sessions.get(id),
      deviceKey,
      rulesOf: (header) => rulesOf(header).readings,
    }),
    ...reports,
    ...createHandingIn({ ...reports, requests: deps.requests }),
    ...rectifications,
    finish: (id, finish) => finishInspection(id, finish, { ...reportDependencies, foresee, report: reports.report }),
    ...createInspectionPlanning({
      ...worded,
      rectification: (id) => rectifications.rectification(id),
      async inspections() {
        const listed = await sessions.list();
        return listed.ok ? await plannedInspections(listed.value, records) : listed;
      },
    }),
  };
}
