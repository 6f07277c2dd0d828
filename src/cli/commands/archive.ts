import { archiveMonthSchema } from '../../core/inspections/archive/archive-index.ts';
import { BAD_USAGE } from '../exit-codes.ts';
import { plainText } from '../terminal.ts';
import { untilInterrupted, withApp } from '../with-app.ts';
import type { Command } from './command.ts';

/** Something could not be archived, or is not what was archived any more. */
const INCOMPLETE = 1;

/** `vrlab archive YYYY-MM FOLDER`: signed reports and problem-handling sheets of a month, in order. */
export const archive: Command = async (given, terminal) => {
  const [month = '', folder = ''] = given.files;
  if (!archiveMonthSchema.safeParse(month).success) {
    terminal.note(`${terminal.say('archive.usage')}\n${terminal.say('help.archive')}`);
    return BAD_USAGE;
  }
  return await withApp(given, terminal, async (app) => {
    const archived = await app.archive(month, folder, terminal.wording.language, untilInterrupted());
    if (!archived.ok) {
      terminal.problem(archived.problem);
      return BAD_USAGE;
    }
    const { index, written, missing, changed, folder: where } = archived.value;
    if (given.options['json'] !== undefined)
      terminal.print(JSON.stringify({ schema: 'vrlab.archive/1', ...archived.value }, null, 1));
    else {
      for (const { path, state, problem } of index.entries) {
        const why = problem === null ? '' : `  ${terminal.wording.problem(problem).title}`;
        terminal.print(plainText(`  ${terminal.say(`archive.state.${state}`)}  ${path}${why}`));
      }
      terminal.print(terminal.say('archive.done', { folder: where, written, missing, changed }));
    }
    return missing + changed === 0 ? 0 : INCOMPLETE;
  });
};
