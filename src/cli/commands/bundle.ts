import { withSubcommands } from './with-subcommands.ts';

const SUBCOMMANDS = {
  export: { least: 0, most: 1, load: async () => (await import('./bundle/export-bundle.ts')).exportBundle },
  import: { least: 1, most: Infinity, load: async () => (await import('./bundle/import-bundles.ts')).importBundles },
};

/** `vrlab bundle export [FILE|FOLDER] | import FILE…` */
export const bundle = withSubcommands('bundle', SUBCOMMANDS, (call) => call);
