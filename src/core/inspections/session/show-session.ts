import { civilDateOf } from '../../../shared/beijing-time.ts';
import { type Cell, resultOf, type Counts, countsOf, settledResultOf } from '../../../shared/domain/inspection/cell.ts';
import { type ChecklistItem, itemsOf } from '../../../shared/domain/inspection/checklist.ts';
import type { InspectionReport } from '../../../shared/domain/inspection/inspection-report.ts';
import type {
  InspectionHeader,
  InspectionProblem,
  InspectionSession,
  InspectionSummary,
  ReadingSummary,
  InspectionChanges,
} from '../../../shared/domain/inspection/inspection-session.ts';
import type { ItemOutcome } from '../../../shared/domain/inspection/inspection-terms.ts';
import { naturalOrder } from '../../platform/natural-order.ts';
import type { InspectionRules } from '../../published/inspection-rules.ts';
import { publicationOf } from '../../published/publication-in-use.ts';
import type { InspectionMaterial, StationReading } from '../../records/material.ts';
import type { ListedInspection } from '../../store/inspection-reader.ts';
import { type StoredInspection, cellAt } from '../../store/stored-inspection.ts';
import { summarizeReading } from '../conclusion/compose-report.ts';
import { deriveProblems } from '../conclusion/derive-problems.ts';
import type { InspectionDependencies } from '../inspections.ts';
import { resolveChecklist, subjectsOf } from './checklist.ts';
import { equipmentOf } from './fill-automatic.ts';

/** What sessions depend on. */
export interface SessionDependencies extends InspectionDependencies {
  readonly rulesOf: (header: InspectionHeader) => InspectionRules;
  /** Last signed report of the lab before this inspection; null where there is none. */
  previousReport(header: Pick<InspectionHeader, 'id' | 'lab'>): Promise<PreviousReport>;
}

type PreviousReport = Pick<InspectionReport, 'problems' | 'stations'> | null;

/** Which cell: one item for one subject. */
export interface CellKey {
  readonly item: string;
  readonly subject: string;
}

/** A stored inspection as screens show it: with open cells, problems and counts, which are derived and not stored. */
export interface SessionView {
  session(inspection: StoredInspection): Promise<InspectionSession>;
  /** Only what an edit of these cells may have changed. */
  changes(inspection: StoredInspection, edited: readonly CellKey[]): Promise<Omit<InspectionChanges, 'savedBefore'>>;
  problems(inspection: StoredInspection): Promise<InspectionProblem[]>;
}

export function createSessionView(deps: SessionDependencies): SessionView {
  /** Signed reports do not change; which one is the last is looked up again when a session is read whole. */
  const previous = new Map<string, PreviousReport>();
  const previousOf = async (header: InspectionHeader): Promise<PreviousReport> => {
    if (!previous.has(header.id)) previous.set(header.id, await deps.previousReport(header));
    return previous.get(header.id) ?? null;
  };
  const problems = async (inspection: StoredInspection, items: readonly ItemCells[]): Promise<InspectionProblem[]> =>
    deriveProblems(
      { ...inspection, cells: items.flatMap(({ abnormal }) => abnormal) },
      {
        rules: deps.rulesOf(inspection.header),
        calendar: publicationOf(deps.publication, inspection.header.publication).calendar,
        previous: await previousOf(inspection.header),
        today: civilDateOf(deps.now()),
      },
    );
  const newerChecklist = ({ header, checklist }: StoredInspection): number | null => {
    const published = resolveChecklist(deps.publication.checklists, header.period.kind);
    const isNewer = published?.id === checklist.id && published.version > checklist.version;
    return isNewer ? published.version : null;
  };

  return {
    async session(inspection) {
      const material = buildMaterial(inspection);
      const items = itemCells(inspection);
      previous.delete(material.header.id);
      const { header, notes, checklist, seats, cells, photos, books, savedAt } = material;
      return {
        header,
        notes,
        checklist,
        newerChecklist: newerChecklist(inspection),
        stations: seats.map(({ seat, reading }) => ({
          seat,
          reading: reading === null ? null : readingSummary(reading),
        })),
        cells: [...cells],
        photos: [...photos],
        books,
        equipment: equipmentOf(material, deps.words(await deps.language()).modelName),
        problems: await problems(inspection, items),
        counts: sumCounts(items.map(({ settled }) => settled)),
        undo: inspection.undo,
        savedAt,
      };
    },
    async changes(inspection, edited) {
      const items = itemCells(inspection);
      const byItem = Map.groupBy(edited, ({ item }) => item);
      return {
        cells: items.flatMap(({ item, cells }) => {
          const subjects = byItem.get(item)?.map(({ subject }) => subject) ?? [];
          return subjects.length === 0 ? [] : cells.filter(({ subject }) => subjects.includes(subject));
        }),
        photos: [...inspection.photos],
        problems: await problems(inspection, items),
        counts: sumCounts(items.map(({ settled }) => settled)),
        undo: inspection.undo,
        savedAt: inspection.savedAt,
      };
    },
    problems: (inspection) => problems(inspection, itemCells(inspection)),
  };
}

const summaries = new WeakMap<StationReading, ReadingSummary>();

/** Computed once for each reading: the digest over all facts of a station takes a while. */
function readingSummary(reading: StationReading): ReadingSummary {
  const summary = summaries.get(reading) ?? summarizeReading(reading);
  summaries.set(reading, summary);
  return summary;
}

/** A stored inspection with its open cells, seats in natural order. */
export function buildMaterial(inspection: StoredInspection): InspectionMaterial {
  const { header, notes, checklist, books, decisions, requests, photos, savedAt } = inspection;
  const cells = itemCells(inspection).flatMap((item) => item.cells);
  return {
    header,
    notes,
    checklist,
    seats: seatsInOrder(inspection.seats),
    cells,
    photos,
    books,
    decisions,
    requests,
    savedAt,
  };
}

type Seats = StoredInspection['seats'];

/** An item with its cells, open ones as well. */
interface ItemCells {
  readonly item: string;
  readonly cells: readonly Cell[];
  readonly counts: Counts;
  /** The same, where what lacks its reason is still open. */
  readonly settled: Counts;
  /** The abnormal ones among them. */
  readonly abnormal: readonly Cell[];
}

/** In the order of the checklist. */
function itemCells(inspection: StoredInspection): ItemCells[] {
  const seats = seatsInOrder(inspection.seats);
  return itemsOf(inspection.checklist).map((item) => cellsOf(item, inspection, seats));
}

function sumCounts(all: readonly Counts[]): Counts {
  const sum = { ...countsOf([]) };
  for (const counts of all) for (const key of Object.keys(sum) as (keyof Counts)[]) sum[key] += counts[key];
  return sum;
}

/** After an edit only the items it concerns are built anew: a lab has thousands of cells. */
const lastCells = new WeakMap<ChecklistItem, { from: readonly unknown[]; built: ItemCells }>();

function cellsOf(item: ChecklistItem, { cells, photos }: StoredInspection, seats: Seats): ItemCells {
  const from = [cells.get(item.id), photos, seats];
  const last = lastCells.get(item);
  if (last?.from.every((input, at) => input === from[at]) === true) return last.built;
  const photosOfItem = Map.groupBy(
    photos.filter((photo) => photo.item === item.id),
    ({ subject }) => subject,
  );
  const all = subjectsOf(item, seats).map((subject): Cell => ({
    ...cellAt(cells, item.id, subject),
    photos: (photosOfItem.get(subject) ?? []).map(({ id }) => id),
  }));
  const built = {
    item: item.id,
    cells: all,
    counts: countsOf(all.map(resultOf)),
    settled: countsOf(all.map(settledResultOf)),
    abnormal: all.filter((cell) => resultOf(cell)?.outcome === 'abnormal'),
  };
  lastCells.set(item, { from, built });
  return built;
}

const lastOrder = new WeakMap<Seats, Seats>();

function seatsInOrder(seats: Seats): Seats {
  const order = lastOrder.get(seats) ?? seats.toSorted((one, other) => naturalOrder(one.seat, other.seat));
  lastOrder.set(seats, order);
  return order;
}

/** The entry in a list of an inspection that was read whole. */
export function summarizeInspection(inspection: StoredInspection): InspectionSummary {
  const { header, notes, seats, savedAt } = inspection;
  const decided = notes.conclusion?.decided ?? null;
  return {
    ...header,
    savedAt,
    counts: sumCounts(itemCells(inspection).map((item) => item.counts)),
    seats: seats.length,
    decided,
  };
}

/** The same entry from the counts of the database, without reading the cells themselves. */
export function summarizeListed({
  header,
  notes,
  checklist,
  seats,
  savedAt,
  results,
}: ListedInspection): InspectionSummary {
  const items = itemsOf(checklist);
  const cells = items.reduce((sum, { asked }) => sum + (asked === 'per-lab' ? 1 : seats), 0);
  const counted = (of: ItemOutcome) =>
    results.filter(({ outcome }) => outcome === of).reduce((sum, result) => sum + result.cells, 0);
  const notApplicable = counted('not-applicable');
  return {
    ...header,
    savedAt,
    counts: {
      asked: cells - notApplicable,
      normal: counted('normal'),
      abnormal: counted('abnormal'),
      notInspected: counted('not-inspected'),
      notApplicable,
      // Deleted rows of a signed inspection are reported elsewhere; here they must not make a negative count.
      open: Math.max(0, cells - results.reduce((sum, result) => sum + result.cells, 0)),
    },
    seats,
    decided: notes.conclusion?.decided ?? null,
  };
}
