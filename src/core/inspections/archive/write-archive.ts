import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Language } from '../../../shared/domain/language.ts';
import { type Result, fail, succeed } from '../../../shared/domain/result.ts';
import { createI18n } from '../../../shared/i18n.ts';
import { INSPECTION_TEXTS } from '../../../shared/locales/inspections.ts';
import { createWording, type Translate, type Wording } from '../../../shared/wording.ts';
import type { Dependencies } from '../../dependencies/dependencies.ts';
import { formatInstant } from '../../../shared/beijing-time.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import type { Teacher } from '../../../shared/domain/teacher.ts';
import { fileNameOf, folderNameOf, bytesOfFile } from '../../platform/file-to-keep.ts';
import { messageOf } from '../../platform/message-of.ts';
import { readJsonFile } from '../../platform/read-json-file.ts';
import { readRegularFile } from '../../platform/regular-file.ts';
import { writeDurably } from '../../platform/write-durably.ts';
import { REPORT_LIMIT } from '../record/record-file.ts';
import {
  ARCHIVE_SCHEMA,
  type ArchiveEntry,
  type ArchiveIndex,
  archiveIndexSchema,
  indexAsCsv,
} from './archive-index.ts';
import { type ArchiveDependencies, type ArchiveFormat, type ArchiveRecord, findRecords } from './find-records.ts';

/** The archive of a month, in the words of inspections. Loaded when one is written. */
export async function archiveMonth(
  { language, ...order }: Omit<ArchiveOrder, 'wording' | 'now'> & { readonly language: Language },
  { publication, now }: Pick<Dependencies, 'publication' | 'now'>,
  signal: AbortSignal,
): Promise<Result<ArchiveReport>> {
  const texts = createI18n(language, INSPECTION_TEXTS);
  const wording = createWording(texts, language, publication.guide.causes);
  return await writeArchive({ ...order, wording, now: now() }, signal);
}

export interface ArchiveOrder extends ArchiveDependencies {
  /** `2026-11`. */
  readonly month: string;
  /** In which the folder of the month is created; files that exist already stay. */
  readonly folder: string;
  readonly teacher: Teacher | null;
  /** In the language of the archive, with the texts of inspections. */
  readonly wording: Wording;
  readonly now: Date;
}

/** What was archived; `index` also lists the files that other PCs have put into the same folder. */
export interface ArchiveReport {
  readonly folder: string;
  readonly index: ArchiveIndex;
  /** Files written now; the others existed already. */
  readonly written: number;
  /** Entries of this PC by state. */
  readonly missing: number;
  readonly changed: number;
}

const INDEX_NAME = 'index.json';
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Archives the signed reports and the problem-handling sheets of a month. Every file is durable and in the index when it answers; an
 * incomplete archive is completed, and no file in it is overwritten.
 * @returns `archive-not-written`, or why an existing index cannot be read.
 */
export async function writeArchive(order: ArchiveOrder, signal: AbortSignal): Promise<Result<ArchiveReport>> {
  const folder = path.join(order.folder, order.month);
  const file = path.join(folder, INDEX_NAME);
  const before = existsSync(file)
    ? await readJsonFile(file, archiveIndexSchema, ARCHIVE_SCHEMA)
    : succeed<Pick<ArchiveIndex, 'entries'>>({ entries: [] });
  if (!before.ok) return before;
  const records = await findRecords(order.month, order);
  if (!records.ok) return records;
  const known = new Map(before.value.entries.map((entry) => [entry.path, entry]));
  const own: ArchiveEntry[] = [];
  let written = 0;
  try {
    for (const record of records.value) {
      for (const [at, { state, kind, number }] of known)
        if (state === 'missing' && kind === record.kind && number === record.number) known.delete(at);
      for await (const { entry, bytes } of filesOf(record, folder, known, order, signal)) {
        if (bytes !== null) {
          writeDurably(path.join(folder, entry.path), bytes);
          written += 1;
        }
        own.push(entry);
        known.set(entry.path, entry);
      }
    }
    const entries = [...known.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
    const { month, now, wording } = order;
    const index: ArchiveIndex = { schema: ARCHIVE_SCHEMA, month, writtenAt: formatInstant(now), entries };
    writeDurably(
      path.join(folder, fileNameOf([wording.t('inspections:archive.indexName')], 'csv')),
      indexAsCsv(index, wording),
    );
    writeDurably(file, `${JSON.stringify(index, null, 1)}\n`);
    const count = (state: ArchiveEntry['state']) => own.filter((entry) => entry.state === state).length;
    return succeed({ folder, index, written, missing: count('missing'), changed: count('changed') });
  } catch (cause) {
    return fail('archive-not-written', { folder, detail: messageOf(cause) });
  }
}

interface ArchivedFile {
  readonly entry: ArchiveEntry;
  /** To be written; null where the file exists already, or cannot be made. */
  readonly bytes: Uint8Array | null;
}

async function* filesOf(
  record: ArchiveRecord,
  folder: string,
  known: ReadonlyMap<string, ArchiveEntry>,
  { teacher, wording }: ArchiveOrder,
  signal: AbortSignal,
): AsyncGenerator<ArchivedFile> {
  const { kind, number, title, date, level, problem } = record;
  const places = archiveFolder(record, teacher, wording.t);
  const name = wording.t(`inspections:archive.kind.${kind}`);
  // A file that was archived before the teacher's details changed stays in its folder.
  const placed = [...known.values()].filter((entry) => entry.kind === kind && entry.number === number);
  const entryIn = (format: ArchiveFormat) => ({
    kind,
    number,
    title,
    date,
    level,
    path:
      placed.find((entry) => entry.state !== 'missing' && entry.path.endsWith(`.${format}`))?.path ??
      [...places, fileNameOf([number, name], format)].join('/'),
  });
  const missing = (format: ArchiveFormat, why: Problem): ArchivedFile => ({
    entry: { ...entryIn(format), state: 'missing', bytes: null, sha256: null, problem: why },
    bytes: null,
  });
  for (const alternatives of record.formats)
    for (const format of alternatives) {
      const there = await existing(path.join(folder, entryIn(format).path), known.get(entryIn(format).path));
      if (there !== null) {
        yield { entry: { ...entryIn(format), ...there }, bytes: null };
        break;
      }
      const made = problem === null ? await record.documentIn(format, signal) : { ok: false as const, problem };
      if (!made.ok) {
        yield missing(format, made.problem);
        continue;
      }
      const bytes = bytesOfFile(made.value);
      const about = { state: 'filed', bytes: bytes.length, sha256: sha256(bytes), problem: null } as const;
      yield { entry: { ...entryIn(format), ...about }, bytes };
      break;
    }
}

/** @returns null where there is no such file. */
async function existing(
  file: string,
  known: ArchiveEntry | undefined,
): Promise<Pick<ArchiveEntry, 'state' | 'bytes' | 'sha256' | 'problem'> | null> {
  if (!existsSync(file)) return null;
  const read = await readRegularFile(file, REPORT_LIMIT);
  // Something else has that name, such as a folder, a pipe or a far larger file: it is left as it is, and not waited for.
  if (!read.ok) return { ...changed(file), bytes: null, sha256: known?.sha256 ?? null };
  const bytes = read.value;
  const found = sha256(bytes);
  if (known?.sha256 == null || known.sha256 === found)
    return { state: 'filed', bytes: bytes.length, sha256: found, problem: null };
  return { ...changed(file), bytes: bytes.length, sha256: known.sha256 };
}

const changed = (file: string): Pick<ArchiveEntry, 'state' | 'problem'> => ({
  state: 'changed',
  problem: { code: 'archive-file-changed', params: { file } },
});

/** Folder of a record within that of its month: core-level teachers each have one, others share one by subject or stage. */
function archiveFolder(
  { level, lab }: Pick<ArchiveRecord, 'level' | 'lab'>,
  teacher: Pick<Teacher, 'contact' | 'subject' | 'stage'> | null,
  t: Translate,
): string[] {
  if (level === null) return [folderNameOf([t('inspections:archive.noLevel')])];
  const name = t(`requests:terms.level.${level}`);
  if (level === 'core') return [folderNameOf([name, lab ?? '', teacher?.contact?.name ?? ''])];
  const group = [teacher?.subject, teacher?.stage].find((one) => one !== undefined && one !== '');
  return [folderNameOf([name]), folderNameOf([group ?? t('inspections:archive.noSubject')])];
}
