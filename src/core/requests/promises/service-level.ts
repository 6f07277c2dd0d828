import { civilDateOf, quarterOf } from '../../../shared/beijing-time.ts';
import type { LevelDecision } from '../../../shared/domain/inspection/inspection-plan.ts';
import type { Teacher } from '../../../shared/domain/teacher.ts';
import { findLevelRow } from '../../published/find-level-row.ts';
import type { Frequency, LevelTable } from '../../published/level-table.ts';

/** How often, in the words of the table. @param usesPerMonth lessons with the suite in a month. */
export function frequencyOf(usesPerMonth: number, { frequency }: LevelTable): Frequency {
  if (usesPerMonth >= frequency.high) return 'high';
  if (usesPerMonth >= frequency.medium) return 'medium';
  return usesPerMonth >= frequency.low ? 'low' : 'none';
}

/**
 * The service level of the lab's teacher (服务等级): by the newest quarter whose use is known, with the row that decides. A level
 * set by hand counts only where no use is known.
 * @param teacher null: nothing is known.
 * @throws when the table has a gap, which its schema refuses.
 */
export function serviceLevelOf(
  teacher: Pick<Teacher, 'level' | 'uses'> | null,
  table: LevelTable,
  now: Date,
): LevelDecision {
  const quarter = quarterOf(civilDateOf(now)).label;
  const use = teacher?.uses.toSorted((a, b) => (a.quarter < b.quarter ? 1 : -1))[0] ?? null;
  if (use === null) return { level: teacher?.level ?? null, row: null, use, quarter, outdated: false };
  const facts = { ...use, frequency: frequencyOf(use.usesPerMonth, table) };
  const row = findLevelRow(facts, table.rows);
  if (row === null) throw new Error(`no row decides ${facts.frequency}, ${facts.depth}, ${facts.influence}`);
  const { id, reason } = row;
  return { level: row.level, row: { id, reason }, use, quarter, outdated: use.quarter < quarter };
}
