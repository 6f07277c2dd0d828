import type { ReportCall, SubcommandEntry } from './command.ts';
import { withSubcommands } from './with-subcommands.ts';

const SUBCOMMANDS = {
  build: { min: 1, max: 2, load: async () => (await import('./report/build-report.ts')).buildReport },
  verify: { min: 1, max: 1, load: async () => (await import('./report/verify-report.ts')).verifyReport },
  'accept-loss': { min: 0, max: 0, load: async () => (await import('./report/accept-loss.ts')).acceptLoss },
} as const satisfies Record<string, SubcommandEntry<ReportCall>>;

/** `vrlab report build | verify | accept-loss` */
export const report = withSubcommands('report', SUBCOMMANDS, async (call) => ({
  ...call,
  inspections: await call.app.inspections(),
}));
