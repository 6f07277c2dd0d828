import { civilDateOf } from '../../../shared/beijing-time.ts';
import type {
  InspectionHeader,
  InspectionProblem,
  InspectionSession,
  InspectionSummary,
  ReadingSummary,
  Touched,
} from '../../../shared/domain/inspection/inspection-session.ts';
import type { InspectionReport } from '../../../shared/domain/inspection/inspection-report.ts';
import type { StoredInspection } from '../../store/stored-inspection.ts';
import { resolveChecklist } from '../checklist/resolve-checklist.ts';
import { problemsOf } from '../conclusion/problems-of.ts';
import { summaryOfReading } from '../conclusion/summary-of-reading.ts';
import type { StationReading } from '../../records/material.ts';
import type { InspectionRules } from '../../published/inspection-rules.ts';
import type { InspectionSources } from '../sources.ts';
import { countsTogether, type ItemCells, itemCells, materialOf } from './material-of.ts';
import { equipmentOf } from './fill-cells.ts';

/** What a session is shown by. */
export interface SessionParts extends InspectionSources {
  readonly rules: InspectionRules;
  /** Last signed report of the lab before this inspection; null where there is none. */
  previousReport(header: InspectionHeader): Promise<Pick<InspectionReport, 'problems'> | null>;
}

type Previous = Pick<InspectionReport, 'problems'> | null;

export interface SessionShow {
  session(inspection: StoredInspection): Promise<InspectionSession>;
  touched(inspection: StoredInspection, cells: readonly { item: string; subject: string }[]): Promise<Touched>;
  problems(inspection: StoredInspection): Promise<InspectionProblem[]>;
}

export function createSessionShow(parts: SessionParts): SessionShow {
  /** Signed reports do not change; which one is the last is looked up again when a session is read whole. */
  const previous = new Map<string, Previous>();
  const previousOf = async (header: InspectionHeader): Promise<Previous> => {
    if (!previous.has(header.id)) previous.set(header.id, await parts.previousReport(header));
    return previous.get(header.id) ?? null;
  };
  const problems = async (inspection: StoredInspection, items: readonly ItemCells[]): Promise<InspectionProblem[]> =>
    problemsOf(
      { ...inspection, cells: items.flatMap(({ abnormal }) => abnormal) },
      {
        rules: parts.rules,
        calendar: parts.publication.calendar,
        previous: await previousOf(inspection.header),
        today: civilDateOf(parts.now()),
      },
    );
  const newerChecklist = ({ header, checklist }: StoredInspection): number | null => {
    const published = resolveChecklist(parts.publication.checklists, header.period.kind);
    const isNewer = published?.id === checklist.id && published.version > checklist.version;
    return isNewer ? published.version : null;
  };

  return {
    async session(inspection) {
      const material = materialOf(inspection);
      const items = itemCells(inspection);
      previous.delete(material.header.id);
      const { header, notes, checklist, seats, cells, photos, books, savedAt } = material;
      return {
        header,
        notes,
        checklist,
        newerChecklist: newerChecklist(inspection),
        stations: seats.map(({ seat, reading }) => ({ seat, reading: reading === null ? null : readingOf(reading) })),
        cells: [...cells],
        photos: [...photos],
        books,
        equipment: equipmentOf(material, parts.words(await parts.language()).modelName),
        problems: await problems(inspection, items),
        counts: countsTogether(items),
        savedAt,
      };
    },
    async touched(inspection, touched) {
      const items = itemCells(inspection);
      const byItem = Map.groupBy(touched, ({ item }) => item);
      return {
        cells: items.flatMap(({ item, cells }) => {
          const subjects = byItem.get(item)?.map(({ subject }) => subject) ?? [];
          return subjects.length === 0 ? [] : cells.filter(({ subject }) => subjects.includes(subject));
        }),
        photos: [...inspection.photos],
        problems: await problems(inspection, items),
        counts: countsTogether(items),
        savedAt: inspection.savedAt,
      };
    },
    problems: (inspection) => problems(inspection, itemCells(inspection)),
  };
}

const summaries = new WeakMap<StationReading, ReadingSummary>();

/** Each is worked out once: a digest over all the facts of a station takes a while. */
function readingOf(reading: StationReading): ReadingSummary {
  const summary = summaries.get(reading) ?? summaryOfReading(reading);
  summaries.set(reading, summary);
  return summary;
}

/** An inspection in a list. */
export function summaryOf(inspection: StoredInspection): InspectionSummary {
  const { header, notes, seats, savedAt } = inspection;
  const decided = notes.conclusion?.decided ?? null;
  return { ...header, savedAt, counts: countsTogether(itemCells(inspection)), seats: seats.length, decided };
}
