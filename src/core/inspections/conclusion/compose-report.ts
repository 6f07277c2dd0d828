import { createHash } from 'node:crypto';
import { civilDateOf, formatInstant } from '../../../shared/beijing-time.ts';
import { countsOf, resultOf } from '../../../shared/domain/inspection/cell.ts';
import {
  INSPECTION_REPORT_SCHEMA,
  type InspectionReport,
  type PeriodFigure,
} from '../../../shared/domain/inspection/inspection-report.ts';
import { subjectOfSeat } from '../../../shared/domain/inspection/inspection-terms.ts';
import type { RectificationState } from '../../../shared/domain/inspection/rectification.ts';
import type { EquipmentRow } from '../../../shared/domain/inspection/lab-equipment.ts';
import type { ReadingSummary } from '../../../shared/domain/inspection/inspection-session.ts';
import type { Lockdown } from '../../../shared/domain/kiosk.ts';
import type { Language } from '../../../shared/domain/language.ts';
import type { ServiceLevel } from '../../../shared/domain/service-terms.ts';
import type { ProbeOutcome } from '../../../shared/domain/snapshot.ts';
import { canonicalJson } from '../../platform/canonical-json.ts';
import type { AdviceRule, InspectionRules } from '../../published/inspection-rules.ts';
import type { Publication } from '../../published/publication.ts';
import type { InspectionMaterial, StationReading } from '../../records/material.ts';
import { compareWithPrevious, periodFigure } from './compare-reports.ts';
import { deriveProblems } from './derive-problems.ts';
import { itemsToInspect } from './items-to-inspect.ts';
import { proposeAdvice, proposeConclusion } from './proposals.ts';
import { versionConformity } from './version-conformity.ts';

/** What a report is composed from, beside the stored inspection. */
export interface ReportContext {
  /** Its matrix judges versions, and its stamp names that matrix. */
  readonly publication: Publication;
  readonly rules: InspectionRules;
  readonly advice: readonly AdviceRule[];
  /** The school's asset register against what was found. */
  readonly equipment: readonly EquipmentRow[];
  readonly level: ServiceLevel | null;
  /** Of this PC; null: not asked for. */
  readonly lockdown: Lockdown | null;
  /** Last signed report of this lab before this one; null where there is none. */
  readonly previous: InspectionReport | null;
  /** What was recorded of the problems of that report since, by item. */
  readonly rectified: ReadonlyMap<string, RectificationState>;
  /** Signed inspections of this lab before this one, oldest first. */
  readonly history: readonly PeriodFigure[];
  readonly language: Language;
  readonly now: Date;
}

/** Periods a report shows in its history chart: ten years of quarters. */
const MAX_HISTORY = 40;

/** The report as it would be signed now. Where nothing is decided yet, it holds what is proposed. Pure. */
export function composeReport(material: InspectionMaterial, context: ReportContext): InspectionReport {
  const { header, notes, checklist, cells, seats } = material;
  const { publication, rules, previous, language, now } = context;
  const readings = seats.flatMap(({ reading }) => (reading === null ? [] : [reading]));
  const counted = (of: (cell: (typeof cells)[number]) => boolean) => countsOf(cells.filter(of).map(resultOf));
  const { calendar } = publication;
  const today = civilDateOf(now);
  const problems = deriveProblems(material, { rules, calendar, previous, today });
  const counts = counted(() => true);
  const judged = { counts, problems, cells, checklist, seats: seats.length };
  const toInspect = itemsToInspect(judged, { rules, calendar, today });
  const proposal = proposeConclusion(counts, problems, seats.length, rules);
  const stations = seats.map(({ seat, reading }) => ({
    seat,
    reading: reading === null ? null : summarizeReading(reading),
    counts: counted(({ subject }) => subject === subjectOfSeat(seat)),
  }));
  const digestOf = new Map(stations.map(({ seat, reading }) => [seat, reading?.snapshotSha256 ?? '']));
  const advice = { problems, cells, checklist, seats: seats.length };
  const report: InspectionReport = {
    schema: INSPECTION_REPORT_SCHEMA,
    id: header.id,
    number: header.number,
    language,
    demo: header.demo,
    lab: header.lab,
    level: context.level,
    period: header.period,
    startedAt: header.startedAt,
    finishedAt: formatInstant(now),
    inspectors: [...notes.inspectors],
    schoolPerson: notes.schoolPerson,
    remark: notes.remark,
    program: header.program,
    publication: publication.stampAt(now),
    ...(context.lockdown !== null && { lockdown: lockdownOf(context.lockdown) }),
    checklist: { id: checklist.id, version: checklist.version, title: checklist.title, kinds: checklist.kinds },
    sections: checklist.sections.map((section) => {
      const asked = new Set(section.items.map(({ id }) => id));
      return {
        id: section.id,
        title: section.title,
        counts: counted(({ item }) => asked.has(item)),
        items: section.items.map(({ guide: _guide, ...item }) => ({
          item,
          counts: counted((cell) => cell.item === item.id),
          cells: cells.filter((cell) => cell.item === item.id),
        })),
      };
    }),
    stations,
    equipment: [...context.equipment],
    versions: versionConformity(readings, publication, language),
    problems,
    ...(toInspect.length > 0 && { toInspect }),
    counts,
    comparison: previous === null ? null : compareWithPrevious(previous, { problems, cells }, context.rectified),
    history: [],
    advice: notes.advice ?? proposeAdvice(advice, context.advice, language),
    conclusion: { ...proposal, ...(notes.conclusion ?? { decided: proposal.proposed, undecided: true, reason: '' }) },
    photos: [...material.photos],
    annex: readings.map((reading) => annexEntry(reading, digestOf.get(reading.seat)!)),
  };
  return { ...report, history: [...context.history, periodFigure(report)].slice(-MAX_HISTORY) };
}

/** Longer ones are no edition of Windows, whatever the registry says. */
const MAX_EDITION = 80;

const lockdownOf = ({ level, reasons, edition }: Lockdown): InspectionReport['lockdown'] => ({
  level,
  reasons: reasons.map(({ aspect, is, reason }) => ({ aspect, is, reason })),
  edition: edition?.slice(0, MAX_EDITION) ?? null,
});

/** A reading as reports and screens show it. */
export const summarizeReading = ({ run, source, keyId, marks, takenInAt }: StationReading): ReadingSummary => ({
  run: run.id,
  startedAt: run.startedAt,
  takenInAt,
  verdict: run.verdict,
  source,
  keyId,
  publication: run.publication,
  program: run.snapshot.tool,
  marks: [...marks],
  devices: run.devices.map(({ model, kind, name, vendor, serial }) => ({ model, kind, name, vendor, serial })),
  snapshotSha256: createHash('sha256').update(canonicalJson(run.snapshot)).digest('hex'),
});

type AnnexEntry = InspectionReport['annex'][number];

/** Raw facts of one seat, as far as a report prints them; the digest covers all of them. */
function annexEntry({ seat, run }: StationReading, snapshotSha256: string): AnnexEntry {
  return {
    seat,
    run: run.id,
    startedAt: run.startedAt,
    durationMs: run.durationMs,
    verdict: run.verdict,
    tool: run.snapshot.tool,
    platform: run.snapshot.platform,
    snapshotSha256,
    devices: run.devices.map(({ model, kind, name, vendor, serial, port, speed }) => ({
      model,
      kind,
      name,
      vendor,
      serial,
      port,
      speed,
    })),
    probes: Object.entries<ProbeOutcome | undefined>(run.snapshot.probes).flatMap(([id, outcome]) =>
      outcome === undefined ? [] : [{ id, status: outcome.status, sources: [...outcome.sources] }],
    ),
  };
}
