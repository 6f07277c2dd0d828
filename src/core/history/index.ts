import { civilDateOf } from '../../shared/beijing-time.ts';
import type { RunPage, RunSummary, RunTrend } from '../../shared/contract.ts';
import type { CheckRun } from '../../shared/domain/check-run.ts';
import type { FileToKeep } from '../../shared/domain/request-record.ts';
import { type Result, succeed } from '../../shared/domain/result.ts';
import type { ComparedRun, ComparedRuns } from '../../shared/domain/run-comparison.ts';
import type { RunFilter } from '../../shared/domain/run-filter.ts';
import { createI18n } from '../../shared/i18n.ts';
import { RECORDS_TEXTS } from '../../shared/locales/records.ts';
import { createWording, type Wording } from '../../shared/wording.ts';
import type { Dependencies } from '../dependencies/dependencies.ts';
import { fileNameOf, fileToKeep } from '../platform/file-to-keep.ts';
import type { RunQuery } from '../store/run-repository.ts';
import { compareRuns } from '../versions/compare-runs.ts';
import { csvFile, jsonFile, wholeText } from './run-export.ts';
import { soughtWords } from './sought-words.ts';

/** Stored runs looked through. */
export interface RunHistory {
  /**
   * Newest first. Only the first page is counted, up to a limit. @param before id of the last run of the page before.
   * @throws when the signal is aborted.
   */
  find(filter: RunFilter, limit: number, before: string | undefined, signal: AbortSignal): Promise<Result<RunPage>>;
  /** Verdicts by day, of that many days up to today: of this PC, or of its demonstration. @throws when the signal is aborted. */
  trend(days: number, signal: AbortSignal): Promise<Result<RunTrend>>;
  /** From the earlier one to the later one, in whatever order they are named. @returns `run-not-found`, `record-unreadable`. */
  compare(one: string, other: string): Promise<Result<ComparedRuns>>;
  /** Runs that are at hand, for a spreadsheet. @param wording has the texts of records. */
  asCsv(runs: readonly RunSummary[], wording: Wording): Uint8Array;
  /** The same for programs: `vrlab.runs/1`. @param more there are others that were asked for. */
  asJson(runs: readonly RunSummary[], more: boolean): string;
  /** Everything looked for in one file; others get their turn meanwhile. @throws when the signal is aborted. */
  exportFile(filter: RunFilter, format: 'csv' | 'json', signal: AbortSignal): Promise<Result<FileToKeep>>;
}

const DAY_MS = 86_400_000;
const PAGE = 100;
/** Counting more takes longer than anybody who looks for a record waits. */
const COUNTED = 1000;
const MEDIA_TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json' } as const;

export function createRunHistory({
  runs,
  publication,
  demo,
  now,
  language,
}: Pick<Dependencies, 'runs' | 'publication' | 'demo' | 'now' | 'language'>): RunHistory {
  const i18n = createI18n('zh-CN', RECORDS_TEXTS);
  const words = async (): Promise<Wording> => createWording(i18n, await language(), publication.guide.causes);
  const queryOf = async ({ words: typed, ...rest }: RunFilter): Promise<RunQuery> => ({
    ...rest,
    words: soughtWords(typed, await words(), publication.catalogue),
  });

  return {
    asCsv: (listed, wording) => Buffer.from(wholeText(csvFile(wording), listed)),
    asJson: (listed, more) => wholeText(jsonFile(more), listed),
    async find(filter, limit, before, signal) {
      const countTo = before === undefined ? COUNTED : 0;
      return await runs.find(await queryOf(filter), { limit, before, countTo }, signal);
    },
    async trend(days, signal) {
      const to = civilDateOf(now());
      const from = civilDateOf(new Date(now().getTime() - (days - 1) * DAY_MS));
      const counted = await runs.countByDay(from, demo, signal);
      return counted.ok ? succeed({ from, to, days: counted.value }) : counted;
    },
    async compare(one, other) {
      const ids = [one, other].toSorted();
      const [older, newer] = [await runs.get(ids[0]!), await runs.get(ids[1]!)];
      if (!older.ok) return older;
      if (!newer.ok) return newer;
      const comparison = compareRuns(older.value, newer.value, publication);
      return succeed({ older: comparedRun(older.value), newer: comparedRun(newer.value), comparison });
    },
    async exportFile(filter, format, signal) {
      const wording = await words();
      const query = await queryOf(filter);
      const { head, rows, foot } = format === 'csv' ? csvFile(wording) : jsonFile(false);
      const parts = [Buffer.from(head)];
      for (let before: string | undefined; ;) {
        const page = await runs.find(query, { limit: PAGE, before }, signal);
        if (!page.ok) return page;
        parts.push(Buffer.from(rows(page.value.runs, before === undefined)));
        before = page.value.runs.at(-1)?.id;
        if (!page.value.hasMore || before === undefined) break;
      }
      const content = Buffer.concat([...parts, Buffer.from(foot)]);
      const name = fileNameOf([wording.t('records:export.fileName'), civilDateOf(now())], format);
      return succeed(fileToKeep(name, MEDIA_TYPES[format], content));
    },
  };
}

const comparedRun = ({ id, startedAt, verdict, demo, publication, devices }: CheckRun): ComparedRun => ({
  id,
  startedAt,
  verdict,
  demo,
  publication,
  devices,
});
