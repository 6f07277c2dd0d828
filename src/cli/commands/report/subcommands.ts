import type { Inspections } from '../../../core/inspections/inspections.ts';
import type { Subcommand, SubcommandCall, SubcommandEntry } from '../with-subcommands.ts';

export interface ReportCall extends Omit<SubcommandCall, 'app'> {
  readonly inspections: Pick<
    Inspections,
    'find' | 'report' | 'document' | 'verify' | 'problem' | 'examine' | 'acceptLoss'
  >;
}
export type ReportSubcommand = Subcommand<ReportCall>;

export const SUBCOMMANDS = {
  build: { least: 1, most: 2, load: async () => (await import('./build-report.ts')).buildReport },
  verify: { least: 1, most: 1, load: async () => (await import('./verify-report.ts')).verifyReport },
  'accept-loss': { least: 0, most: 0, load: async () => (await import('./accept-loss.ts')).acceptLoss },
} as const satisfies Record<string, SubcommandEntry<ReportCall>>;
