import { civilDateOf, type CivilPeriod, quarterOf } from '../../../shared/beijing-time.ts';
import { type Result, succeed } from '../../../shared/domain/result.ts';
import type { Station } from '../../../shared/domain/station.ts';
import type { Teacher } from '../../../shared/domain/teacher.ts';
import type { InspectionPlan, PlanEntry } from '../../../shared/domain/inspection/inspection-plan.ts';
import type { Rectification } from '../../../shared/domain/inspection/rectification.ts';
import type { ServiceLevel } from '../../../shared/domain/service-terms.ts';
import type { LevelTable } from '../../published/level-table.ts';
import { serviceLevelOf } from '../../requests/promises/service-level.ts';
import type { InspectionPlanning, InspectionDependencies } from '../inspections.ts';
import { type PlannedInspection, buildInspectionPlan } from './inspection-plan.ts';
import type {
  InspectionListEntry,
  UnreadableInspection,
} from '../../../shared/domain/inspection/inspection-session.ts';
import { isReadable } from '../../../shared/domain/problem.ts';
import type { InspectionRecords } from '../../store/inspection-records.ts';
import { unalteredReport } from '../record/signed-report.ts';

interface PlanningDependencies extends Pick<
  InspectionDependencies,
  'publication' | 'teacher' | 'station' | 'words' | 'language' | 'now'
> {
  /** What became of the problems of a signed inspection. */
  rectification(id: string): Promise<Result<Pick<Rectification, 'inspection' | 'state' | 'counts'>>>;
  /** Every inspection stored on this PC. */
  inspections(): Promise<Result<readonly PlannedInspection[]>>;
}

/** When this PC's lab is inspected, by the level of its teacher. */
export function createInspectionPlanning(deps: PlanningDependencies): InspectionPlanning {
  const { publication } = deps;

  const plan = async (): Promise<Result<InspectionPlan>> => {
    const [teacher, station, stored] = [await deps.teacher(), await deps.station(), await deps.inspections()];
    if (!teacher.ok) return teacher;
    if (!station.ok) return station;
    if (!stored.ok) return stored;
    const now = deps.now();
    const inspections = ofLab(stored.value, station.value);
    const planned = await withRectification(
      buildInspectionPlan(
        {
          level: serviceLevelOf(teacher.value, publication.service.levels, now),
          levelThen: (period) => levelThen(period, teacher.value, inspections, publication.service.levels),
          inspections,
          today: civilDateOf(now),
        },
        { policy: publication.inspectionPlan, calendar: publication.calendar },
      ),
      deps,
    );
    return planned.ok ? succeed({ ...planned.value, last: await lastSigned(inspections, deps) }) : planned;
  };

  return {
    plan,
    async planFile() {
      const [planned, station] = [await plan(), await deps.station()];
      if (!planned.ok) return planned;
      const { planFile } = await import('./plan-file.ts');
      const lab = station.ok ? station.value : null;
      return succeed(planFile(planned.value, lab, deps.words(await deps.language()), deps.now()));
    },
  };
}

/** Whether the problems of what is done are still being put right. A record that cannot be read is reported elsewhere. */
async function withRectification(
  plan: InspectionPlan,
  { rectification }: Pick<PlanningDependencies, 'rectification'>,
): Promise<Result<InspectionPlan>> {
  const entries: PlanEntry[] = [];
  for (const entry of plan.entries) {
    const tracked =
      entry.state === 'done' && entry.inspection !== null ? await rectification(entry.inspection.id) : null;
    if (tracked?.ok !== true) entries.push(entry);
    else {
      const { state, counts } = tracked.value;
      entries.push({ ...entry, state: state === 'under-way' ? 'rectifying' : 'done', rectification: counts });
    }
  }
  return succeed({ ...plan, entries });
}

/** What the newest signed inspection of the lab concluded; one on request counts as well. */
async function lastSigned(
  inspections: readonly PlannedInspection[],
  { rectification }: Pick<PlanningDependencies, 'rectification'>,
): Promise<InspectionPlan['last']> {
  const signed = inspections.filter(({ header }) => header.state === 'signed');
  const newest = signed.toSorted((one, other) => one.header.id.localeCompare(other.header.id)).at(-1);
  const tracked = newest === undefined ? null : await rectification(newest.header.id);
  if (tracked?.ok !== true) return null;
  const { inspection, counts } = tracked.value;
  const { id, number, decided, signedAt } = inspection;
  return { id, number, signedOn: civilDateOf(new Date(signedAt)), decided, rectification: counts };
}

/** A PC may have been moved: inspections of another lab do not count for this one. */
const ofLab = (inspections: readonly PlannedInspection[], station: Station | null): readonly PlannedInspection[] =>
  station === null
    ? inspections
    : inspections.filter(({ header: { lab } }) => lab.school === station.school && lab.lab === station.lab);

/** The level in a past period, by the uses known then. A level set by hand counts from the first inspection on. */
function levelThen(
  period: CivilPeriod,
  teacher: Teacher | null,
  inspections: readonly PlannedInspection[],
  table: LevelTable,
): ServiceLevel | null {
  if (teacher === null) return null;
  if (teacher.uses.length === 0)
    return inspections.some(({ header }) => header.period.from <= period.from) ? teacher.level : null;
  const last = quarterOf(period.to).label;
  const uses = teacher.uses.filter(({ quarter }) => quarter <= last);
  return serviceLevelOf({ level: null, uses }, table, new Date(`${period.to}T12:00:00+08:00`)).level;
}

/**
 * The inspections that a plan counts. A signed inspection whose rows are damaged is read from its record.
 * @returns why one cannot be read where its record is damaged as well: an inspection that was done must not count as missed.
 */
export async function plannedInspections(
  listed: readonly InspectionListEntry[],
  records: Pick<InspectionRecords, 'of'>,
): Promise<Result<PlannedInspection[]>> {
  const planned: PlannedInspection[] = [];
  for (const one of listed) {
    if (isReadable(one)) {
      const { savedAt, ...header } = one;
      // Nothing of an inspection is saved after its signing.
      planned.push({ header, finishedOn: header.state === 'signed' ? civilDateOf(new Date(savedAt)) : null });
    } else if (one.state === 'signed') {
      const recorded = await fromRecord(one, records);
      if (!recorded.ok) return recorded;
      planned.push(recorded.value);
    }
  }
  return succeed(planned);
}

async function fromRecord(
  { id, state, problem }: UnreadableInspection,
  records: Pick<InspectionRecords, 'of'>,
): Promise<Result<PlannedInspection>> {
  const stored = await records.of(id);
  if (!stored.ok) return stored;
  const [first] = stored.value.rows;
  const report = first === undefined ? null : unalteredReport(first);
  return report === null
    ? { ok: false, problem }
    : succeed({ header: { ...report, state }, finishedOn: civilDateOf(new Date(report.finishedAt)) });
}
