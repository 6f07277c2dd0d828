import type { RunSummary } from '../../shared/contract.ts';
import type { Wording } from '../../shared/wording.ts';
import { csvOf } from '../platform/csv.ts';

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

/** For a spreadsheet, a run in each row. @param wording has the texts of records. */
export function runsAsCsv(runs: readonly RunSummary[], { t, list, deviceName }: Wording): Uint8Array {
  const rows = runs.map((run) => [
    minutes(run.startedAt),
    t(`terms:verdict.${run.verdict}`),
    run.seat ?? '',
    String(run.problems),
    String(run.fail),
    String(run.warn),
    String(run.unknown),
    list(run.devices.map(deviceName)),
    run.id,
    t(run.demo ? 'records:export.isDemo' : 'records:export.isReal'),
  ]);
  return csvOf([COLUMNS.map((column) => t(`records:export.column.${column}`)), ...rows]);
}

/** For programs: `vrlab.runs/1`. @param more there are others that were asked for. */
export const runsAsJson = (runs: readonly RunSummary[], more: boolean): string =>
  JSON.stringify({ schema: 'vrlab.runs/1', more, runs }, null, 1);
