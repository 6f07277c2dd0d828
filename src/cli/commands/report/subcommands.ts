import type { Inspections } from '../../../core/inspections/inspections.ts';
import type { Arguments } from '../../arguments.ts';
import type { Terminal } from '../../terminal.ts';

export interface ReportCall {
  readonly inspections: Pick<Inspections, 'find' | 'report' | 'document' | 'verify' | 'examine' | 'acceptLoss'>;
  readonly given: Arguments;
  /** What stands behind the subcommand: an inspection and a file, for example. */
  readonly places: readonly string[];
  readonly terminal: Terminal;
}

/** @returns the exit code. */
export type ReportSubcommand = (call: ReportCall) => Promise<number>;

interface Entry {
  /** How many words it takes at least and at most. */
  readonly least: number;
  readonly most: number;
  readonly load: () => Promise<ReportSubcommand>;
}

export const SUBCOMMANDS = {
  build: { least: 1, most: 2, load: async () => (await import('./build-report.ts')).buildReport },
  verify: { least: 1, most: 1, load: async () => (await import('./verify-report.ts')).verifyReport },
  'accept-loss': { least: 0, most: 0, load: async () => (await import('./accept-loss.ts')).acceptLoss },
} as const satisfies Record<string, Entry>;
