import { BAD_USAGE } from '../exit-codes.ts';
import { openAppFor } from '../open-app.ts';
import type { Command } from './command.ts';

const SUBCOMMANDS = {
  export: { least: 0, most: 1, load: async () => (await import('./bundle/export-bundle.ts')).exportBundle },
  import: { least: 1, most: Infinity, load: async () => (await import('./bundle/import-bundles.ts')).importBundles },
};

/** `vrlab bundle export [FILE|FOLDER] | import FILE…` */
export const bundle: Command = async (given, terminal) => {
  const [name = '', ...places] = given.files;
  const wanted = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name as keyof typeof SUBCOMMANDS] : undefined;
  if (wanted === undefined || places.length < wanted.least || places.length > wanted.most) {
    terminal.note(`${terminal.say('bundle.usage')}\n${terminal.say('help.bundle')}`);
    return BAD_USAGE;
  }
  const opened = await openAppFor(given);
  if (!opened.ok) {
    terminal.problem(opened.problem);
    return BAD_USAGE;
  }
  const run = await wanted.load();
  try {
    return await run({ app: opened.value.app, given, places, terminal });
  } finally {
    await opened.value.app.close();
  }
};
