import { describe, expect, it } from 'vitest';
import { findLevelRow } from '../../../../src/core/published/find-level-row.ts';
import { everyUse, levelTableSchema } from '../../../../src/core/published/level-table.ts';
import { serviceLevelOf } from '../../../../src/core/requests/promises/service-level.ts';
import type { SuiteUse } from '../../../../src/shared/domain/inspection/inspection-plan.ts';
import { teacherSchema } from '../../../../src/shared/domain/teacher.ts';
import { rules } from '../../../support/request/promises.ts';

const table = rules.service.levels;
const use = (changes: Partial<SuiteUse> = {}): SuiteUse => ({
  quarter: '2026-Q4',
  usesPerMonth: 12,
  depth: 'deep',
  influence: 'core',
  ...changes,
});
const NOW = new Date('2026-11-22T10:00:00+08:00');
const levelOf = (uses: SuiteUse[], level: 'core' | 'key' | 'basic' | null = null, now = NOW) =>
  serviceLevelOf({ level, uses }, table, now);

describe('the table of service levels', () => {
  it('decides every use as the regulation and our completion of it say', () => {
    const decided = [...everyUse()].map((one) =>
      [...Object.values(one), findLevelRow(one, table.rows)?.level].join(' '),
    );
    expect(decided).toEqual([
      'high deep core core',
      'high deep ordinary key',
      'high basic core key',
      'high basic ordinary key',
      'medium deep core key',
      'medium deep ordinary key',
      'medium basic core key',
      'medium basic ordinary basic',
      'low deep core basic',
      'low deep ordinary basic',
      'low basic core basic',
      'low basic ordinary basic',
      'none deep core basic',
      'none deep ordinary basic',
      'none basic core basic',
      'none basic ordinary basic',
    ]);
  });

  it('is refused with a gap, and the use without an answer is named', () => {
    expect(levelTableSchema.safeParse(table).success).toBe(true);
    const gap = { ...table, rows: table.rows.filter(({ id }) => id !== 'medium-core') };
    expect(levelTableSchema.safeParse(gap).error?.issues).toMatchObject([
      { path: ['rows'], message: 'no row decides medium, basic, core' },
    ]);
    const bounds = { ...table, frequency: { high: 5, medium: 5, low: 1 } };
    expect(levelTableSchema.safeParse(bounds).error?.issues).toMatchObject([{ path: ['frequency'] }]);
  });
});

describe('the level of a teacher', () => {
  it.each([
    [10, 'high-deep-core', 'core'],
    [9, 'medium-deep', 'key'],
    [5, 'medium-deep', 'key'],
    [4, 'low', 'basic'],
    [1, 'low', 'basic'],
    [0, 'none', 'basic'],
  ])('%i uses a month: %s', (usesPerMonth, id, level) => {
    expect(levelOf([use({ usesPerMonth })])).toMatchObject({ level, row: { id }, outdated: false });
  });

  it('goes by the newest quarter, and says when that is not this one', () => {
    const uses = [use({ quarter: '2026-Q3', usesPerMonth: 6 }), use({ quarter: '2025-Q4' })];
    expect(levelOf(uses, 'core')).toMatchObject({
      level: 'key',
      use: { quarter: '2026-Q3' },
      quarter: '2026-Q4',
      outdated: true,
    });
  });

  it('is as set by hand only where no use is known', () => {
    expect(levelOf([], 'core')).toMatchObject({ level: 'core', row: null, use: null, outdated: false });
    expect(levelOf([use({ usesPerMonth: 2 })], 'core')).toMatchObject({ level: 'basic', row: { id: 'low' } });
    expect(serviceLevelOf(null, table, NOW)).toMatchObject({ level: null, row: null });
  });

  it('counts quarters by the date in UTC+8', () => {
    expect(levelOf([use()], null, new Date('2026-12-31T15:59:59Z'))).toMatchObject({ outdated: false });
    expect(levelOf([use()], null, new Date('2026-12-31T16:00:00Z'))).toMatchObject({
      quarter: '2027-Q1',
      outdated: true,
    });
  });

  it('reads details written before there was any use, and refuses a quarter that stands there twice', () => {
    const old = { schema: 'vrlab.teacher/1', contact: null, level: 'key' };
    expect(teacherSchema.parse(old)).toMatchObject({ uses: [], subject: '', stage: '' });
    expect(teacherSchema.safeParse({ ...old, uses: [use(), use({ depth: 'basic' })] }).success).toBe(false);
    const many = Array.from({ length: 41 }, (_, at) => use({ quarter: `${2000 + at}-Q1` }));
    expect(teacherSchema.safeParse({ ...old, uses: many }).success).toBe(false);
  });
});
