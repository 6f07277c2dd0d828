import type { RunSummary } from '../../shared/contract.ts';
import type { Wording } from '../../shared/wording.ts';
import { CSV_START, csvRows } from '../platform/csv.ts';

const COLUMNS = [
  'time',
  'verdict',
  'seat',
  'problemCount',
  'failed',
  'warned',
  'unknown',
  'devices',
  'run',
  'demo',
] as const;

const minutes = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

/** A file that is written page by page. */
export interface RunsFile {
  readonly head: string;
  readonly rows: (runs: readonly RunSummary[], isFirst: boolean) => string;
  readonly foot: string;
}

/** For a spreadsheet, a run in each row. @param wording has the texts of records. */
export function csvFile({ t, list, deviceName }: Wording): RunsFile {
  const said = new Map<string, string>();
  /** Most runs of a PC have the same devices, and putting them into words takes longer than reading them. */
  const devicesOf = ({ devices }: RunSummary): string => {
    const key = JSON.stringify(devices);
    const known = said.get(key) ?? list(devices.map(deviceName));
    said.set(key, known);
    return known;
  };
  return {
    head: CSV_START + csvRows([COLUMNS.map((column) => t(`records:export.column.${column}`))]),
    rows: (runs) =>
      csvRows(
        runs.map((run) => [
          minutes(run.startedAt),
          t(`terms:verdict.${run.verdict}`),
          run.seat ?? '',
          String(run.problems),
          String(run.fail),
          String(run.warn),
          String(run.unknown),
          devicesOf(run),
          run.id,
          t(run.demo ? 'records:export.isDemo' : 'records:export.isReal'),
        ]),
      ),
    foot: '',
  };
}

/** For programs: `vrlab.runs/1`. @param more there are others that were asked for. */
export const jsonFile = (more: boolean): RunsFile => ({
  head: `{\n "schema": "vrlab.runs/1",\n "more": ${more},\n "runs": [`,
  rows: (runs, isFirst) => runs.map((run, at) => `${isFirst && at === 0 ? '' : ','}\n${JSON.stringify(run)}`).join(''),
  foot: '\n]}',
});

/** Runs that are at hand as one text. */
export const wholeText = ({ head, rows, foot }: RunsFile, runs: readonly RunSummary[]): string =>
  head + rows(runs, true) + foot;
