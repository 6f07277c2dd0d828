import { civilDateOf, formatInstant } from '../../../shared/beijing-time.ts';
import { countsOf, resultOf } from '../../../shared/domain/inspection/cell.ts';
import {
  INSPECTION_REPORT_SCHEMA,
  type InspectionReport,
  type PeriodFigure,
} from '../../../shared/domain/inspection/inspection-report.ts';
import type { EquipmentRow } from '../../../shared/domain/inspection/lab-equipment.ts';
import { subjectOfSeat } from '../../../shared/domain/inspection/inspection-terms.ts';
import type { Language } from '../../../shared/domain/language.ts';
import type { ServiceLevel } from '../../../shared/domain/service-terms.ts';
import type { Publication } from '../../published/publication.ts';
import type { InspectionMaterial } from '../../records/material.ts';
import type { AdviceRule, InspectionRules } from '../../published/inspection-rules.ts';
import { annexOf } from './annex-of.ts';
import { compareWith, figureOf } from './compare-with.ts';
import { problemsOf } from './problems-of.ts';
import { proposeAdvice } from './propose-advice.ts';
import { proposeConclusion } from './propose-conclusion.ts';
import { summaryOfReading } from './summary-of-reading.ts';
import { versionConformity } from './version-conformity.ts';

/** What a report is made of beside what was kept of the inspection. */
export interface ReportSurroundings {
  /** Judges versions, and says which matrix did. */
  readonly publication: Publication;
  readonly rules: InspectionRules;
  readonly advice: readonly AdviceRule[];
  /** The school's books against what was found. */
  readonly equipment: readonly EquipmentRow[];
  readonly level: ServiceLevel | null;
  /** Last signed report of this lab before this one. */
  readonly previous: InspectionReport | null;
  /** Signed inspections of this lab before this one, oldest first. */
  readonly history: readonly PeriodFigure[];
  readonly language: Language;
  readonly now: Date;
}

const MOST_HISTORY = 40;

/** The report as it would be signed now; where nothing is decided yet, what is proposed stands in it. Pure. */
export function composeReport(material: InspectionMaterial, surroundings: ReportSurroundings): InspectionReport {
  const { header, notes, checklist, cells, seats } = material;
  const { publication, rules, previous, language, now } = surroundings;
  const readings = seats.flatMap(({ reading }) => (reading === null ? [] : [reading]));
  const counted = (of: (cell: (typeof cells)[number]) => boolean) => countsOf(cells.filter(of).map(resultOf));
  const problems = problemsOf(material, {
    rules,
    calendar: publication.calendar,
    previous,
    today: civilDateOf(now),
  });
  const counts = counted(() => true);
  const proposal = proposeConclusion(counts, problems, seats.length, rules);
  const stations = seats.map(({ seat, reading }) => ({
    seat,
    reading: reading === null ? null : summaryOfReading(reading),
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
    level: surroundings.level,
    period: header.period,
    startedAt: header.startedAt,
    finishedAt: formatInstant(now),
    inspectors: [...notes.inspectors],
    schoolPerson: notes.schoolPerson,
    remark: notes.remark,
    program: header.program,
    publication: publication.stampAt(now),
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
    equipment: [...surroundings.equipment],
    versions: versionConformity(readings, publication, language),
    problems,
    counts,
    comparison: previous === null ? null : compareWith(previous, { problems, cells }),
    history: [],
    advice: notes.advice ?? proposeAdvice(advice, surroundings.advice, language),
    conclusion: { ...proposal, ...(notes.conclusion ?? { decided: proposal.proposed, reason: '' }) },
    photos: [...material.photos],
    annex: readings.map((reading) => annexOf(reading, digestOf.get(reading.seat)!)),
  };
  return { ...report, history: [...surroundings.history, figureOf(report)].slice(-MOST_HISTORY) };
}
