import { z } from 'zod';
import { civilDateSchema } from '../../../shared/domain/inspection/inspection-terms.ts';
import { problemSchema } from '../../../shared/domain/problem-schema.ts';
import { serviceLevelSchema } from '../../../shared/domain/service-terms.ts';
import type { TextKeyBelow } from '../../../shared/locales/text-keys.ts';
import type { Wording } from '../../../shared/wording.ts';
import { csvOf } from '../../platform/csv.ts';

export const ARCHIVE_SCHEMA = 'vrlab.archive-index/1';

/** `2026-11`. */
export const archiveMonthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

const archiveEntrySchema = z.strictObject({
  kind: z.enum(['inspection', 'request']),
  /** Number of the inspection or request. */
  number: z.string().max(60),
  title: z.string().max(400),
  /** When it was signed or closed; null where that cannot be read. */
  date: civilDateSchema.nullable(),
  level: serviceLevelSchema.nullable(),
  /** Inside the folder of the month, with `/` between. */
  path: z
    .string()
    .max(1000)
    .refine((path) => path.split('/').every((part) => !['', '.', '..'].includes(part) && !/[\\:]/.test(part)), {
      message: 'leaves the folder',
    }),
  /**
   * `missing`: could not be made, for the reason in `problem`. `changed`: not the archived file any more; it is left as it is.
   */
  state: z.enum(['filed', 'missing', 'changed']),
  bytes: z.int().min(0).nullable(),
  /** Of the file as it was archived, in hex. */
  sha256: z.string().length(64).nullable(),
  problem: problemSchema.nullable(),
});
export type ArchiveEntry = z.infer<typeof archiveEntrySchema>;

/** Index of the archive of a month, with the files of every PC that shares the folder. */
export const archiveIndexSchema = z.strictObject({
  schema: z.literal(ARCHIVE_SCHEMA),
  month: archiveMonthSchema,
  /** RFC 3339. */
  writtenAt: z.string(),
  entries: z.array(archiveEntrySchema).max(100_000),
});
export type ArchiveIndex = z.infer<typeof archiveIndexSchema>;

const COLUMNS = ['kind', 'number', 'title', 'date', 'level', 'state', 'path', 'sha256', 'note'] as const;

/** The index as CSV, for people with a spreadsheet program. */
export function indexAsCsv({ entries }: ArchiveIndex, { t, problem: worded }: Wording): Uint8Array {
  const say = (key: TextKeyBelow<'inspections:archive.'>) => t(`inspections:archive.${key}`);
  const rows = entries.map(({ kind, number, title, date, level, state, path, sha256, problem }) => [
    say(`kind.${kind}`),
    number,
    title,
    date ?? '',
    level === null ? t('requests:terms.levelUnknown') : t(`requests:terms.level.${level}`),
    say(`state.${state}`),
    path,
    sha256 ?? '',
    problem === null ? '' : worded(problem).title,
  ]);
  return csvOf([COLUMNS.map((column) => say(`column.${column}`)), ...rows]);
}
