import { civilDateOf } from '../../../shared/beijing-time.ts';
import { type Problem, isReadable } from '../../../shared/domain/problem.ts';
import type { FileToKeep } from '../../../shared/domain/request-record.ts';
import { type Result, succeed } from '../../../shared/domain/result.ts';
import type { ServiceLevel } from '../../../shared/domain/service-terms.ts';
import type { Requests } from '../../requests/index.ts';
import type { Inspections } from '../inspections.ts';

export interface ArchiveDependencies {
  readonly inspections: Pick<Inspections, 'list' | 'report' | 'document'>;
  readonly requests: Pick<Requests, 'list' | 'get' | 'document'>;
}

/** A signed report or closed request that belongs in the archive of a month. */
export interface ArchiveRecord {
  readonly kind: 'inspection' | 'request';
  readonly number: string;
  readonly title: string;
  readonly date: string | null;
  readonly level: ServiceLevel | null;
  readonly lab: string | null;
  /** Why nothing of it can be archived; null: it can be. */
  readonly problem: Problem | null;
  /** Of each row, the first format that can be made is enough. */
  readonly formats: readonly (readonly ArchiveFormat[])[];
  readonly documentIn: (format: ArchiveFormat, signal: AbortSignal) => Promise<Result<FileToKeep>>;
}
export type ArchiveFormat = 'pdf' | 'docx' | 'json';

/** Requests listed at a time. */
const PAGE = 200;
const monthOf = (instant: string): string => civilDateOf(new Date(instant)).slice(0, 7);

/** Everything signed or closed in a month. @param month `2026-11`, in UTC+8. */
export async function findRecords(month: string, deps: ArchiveDependencies): Promise<Result<ArchiveRecord[]>> {
  const reports = await signedReports(month, deps.inspections);
  if (!reports.ok) return reports;
  const requests = await closedRequests(month, deps.requests);
  return requests.ok ? succeed([...reports.value, ...requests.value]) : requests;
}

async function signedReports(
  month: string,
  inspections: ArchiveDependencies['inspections'],
): Promise<Result<ArchiveRecord[]>> {
  const listed = await inspections.list();
  if (!listed.ok) return listed;
  const found: ArchiveRecord[] = [];
  for (const one of listed.value) {
    const { id, number, state } = one;
    if (state !== 'signed') continue;
    if (isReadable(one) && (monthOf(one.startedAt) > month || monthOf(one.savedAt) < month)) continue;
    const read = await inspections.report(id);
    const { lab, period } = (isReadable(one) ? one : read.ok ? read.value.report : null) ?? { lab: null, period: null };
    const signedAt = read.ok ? (read.value.record?.seal.signedAt ?? null) : null;
    if (signedAt !== null && monthOf(signedAt) !== month) continue;
    found.push({
      kind: 'inspection',
      number,
      title: [lab?.lab, period?.label].join(' ').trim(),
      date: signedAt === null ? null : civilDateOf(new Date(signedAt)),
      level: read.ok ? read.value.report.level : null,
      lab: lab?.lab ?? null,
      problem: read.ok ? null : read.problem,
      formats: [['pdf', 'docx'], ['json']],
      documentIn: (format, signal) => inspections.document(id, format, signal),
    });
  }
  return succeed(found);
}

async function closedRequests(
  month: string,
  requests: ArchiveDependencies['requests'],
): Promise<Result<ArchiveRecord[]>> {
  const found: ArchiveRecord[] = [];
  for (let before: string | undefined; ;) {
    const page = await requests.list(PAGE, before);
    if (!page.ok) return page;
    for (const one of page.value) {
      const { id, number, state } = one;
      if (state !== 'closed' || (isReadable(one) && monthOf(one.filedAt) > month)) continue;
      const read = await requests.get(id);
      const closed = read.ok ? read.value.events.findLast(({ type }) => type === 'closed') : undefined;
      if (closed !== undefined && monthOf(closed.at) !== month) continue;
      found.push({
        kind: 'request',
        number,
        title: isReadable(one) ? one.title : '',
        date: closed === undefined ? null : civilDateOf(new Date(closed.at)),
        level: read.ok ? read.value.request.level : null,
        lab: read.ok ? (read.value.request.place?.lab ?? null) : null,
        problem: read.ok ? null : read.problem,
        formats: [['pdf', 'docx']],
        documentIn: (format, signal) =>
          requests.document(id, 'handling-sheet', format === 'docx' ? 'docx' : 'pdf', signal),
      });
    }
    if (page.value.length < PAGE) return succeed(found);
    before = page.value.at(-1)!.id;
  }
}
