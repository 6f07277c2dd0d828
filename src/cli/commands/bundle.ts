import type { SubcommandEntry } from './command.ts';
import { withSubcommands } from './with-subcommands.ts';

const SUBCOMMANDS = {
  export: { min: 0, max: 1, load: async () => (await import('./bundle/export-bundle.ts')).exportBundle },
  import: { min: 1, max: Infinity, load: async () => (await import('./bundle/import-bundles.ts')).importBundles },
} as const satisfies Record<string, SubcommandEntry>;

/** `vrlab bundle export [FILE|FOLDER] | import FILE…` */
export const bundle = withSubcommands('bundle', SUBCOMMANDS, (call) => call);
