import { SUBCOMMANDS } from './report/subcommands.ts';
import { withSubcommands } from './with-subcommands.ts';

/** `vrlab report build | verify | accept-loss` */
export const report = withSubcommands('report', SUBCOMMANDS, async (call) => ({
  ...call,
  inspections: await call.app.inspections(),
}));
