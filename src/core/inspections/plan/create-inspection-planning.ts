import { civilDateOf } from '../../../shared/beijing-time.ts';
import { type CivilPeriod, quarterOf } from '../../../shared/civil-period.ts';
import { type Result, succeed } from '../../../shared/domain/result.ts';
import type { Station } from '../../../shared/domain/station.ts';
import type { Teacher } from '../../../shared/domain/teacher.ts';
import type { InspectionPlan } from '../../../shared/domain/inspection/inspection-plan.ts';
import type { ServiceLevel } from '../../../shared/domain/service-terms.ts';
import type { LevelTable } from '../../published/level-table.ts';
import { serviceLevelOf } from '../../requests/promises/service-level.ts';
import type { InspectionPlanning } from '../inspections.ts';
import type { InspectionDependencies } from '../inspection-dependencies.ts';
import { type InspectionDone, inspectionPlan } from './inspection-plan.ts';

export interface PlanningParts extends Pick<
  InspectionDependencies,
  'publication' | 'teacher' | 'station' | 'words' | 'language' | 'now'
> {
  /** Every inspection kept on this PC. */
  inspections(): Promise<Result<readonly InspectionDone[]>>;
}

/** When this PC's lab is inspected, by the level of its teacher. */
export function createInspectionPlanning(parts: PlanningParts): InspectionPlanning {
  const { publication } = parts;

  const plan = async (): Promise<Result<InspectionPlan>> => {
    const [teacher, station, kept] = [await parts.teacher(), await parts.station(), await parts.inspections()];
    if (!teacher.ok) return teacher;
    if (!station.ok) return station;
    if (!kept.ok) return kept;
    const now = parts.now();
    const inspections = ofLab(kept.value, station.value);
    return succeed(
      inspectionPlan(
        {
          level: serviceLevelOf(teacher.value, publication.service.levels, now),
          levelThen: (period) => levelThen(period, teacher.value, inspections, publication.service.levels),
          inspections,
          today: civilDateOf(now),
        },
        { policy: publication.inspectionPlan, calendar: publication.calendar },
      ),
    );
  };

  return {
    plan,
    async planFile() {
      const [planned, station] = [await plan(), await parts.station()];
      if (!planned.ok) return planned;
      const { planFile } = await import('./plan-file.ts');
      const lab = station.ok ? station.value : null;
      return succeed(planFile(planned.value, lab, parts.words(await parts.language()), parts.now()));
    },
  };
}

/** A PC may have been moved: what was inspected elsewhere says nothing about this lab. */
const ofLab = (inspections: readonly InspectionDone[], station: Station | null): readonly InspectionDone[] =>
  station === null
    ? inspections
    : inspections.filter(({ header: { lab } }) => lab.school === station.school && lab.lab === station.lab);

/** By the uses known then. A level set by hand is known since the first inspection. */
function levelThen(
  period: CivilPeriod,
  teacher: Teacher | null,
  inspections: readonly InspectionDone[],
  table: LevelTable,
): ServiceLevel | null {
  if (teacher === null) return null;
  if (teacher.uses.length === 0)
    return inspections.some(({ header }) => header.period.from <= period.from) ? teacher.level : null;
  const last = quarterOf(period.to).label;
  const uses = teacher.uses.filter(({ quarter }) => quarter <= last);
  return serviceLevelOf({ level: null, uses }, table, new Date(`${period.to}T12:00:00+08:00`)).level;
}
