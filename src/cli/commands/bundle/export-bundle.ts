import { writeBundle } from '../../../core/app/handed-files.ts';
import { bytesOfFile } from '../../../core/platform/file-to-keep.ts';
import { BAD_USAGE } from '../../exit-codes.ts';
import { plainText } from '../../terminal.ts';
import { untilInterrupted } from '../../with-app.ts';
import type { Subcommand } from '../command.ts';

/** `export [FILE|FOLDER]`: this station, checked now, as a signed file for the PC that holds the inspection. */
export const exportBundle: Subcommand = async ({ app, given, places: [place = '.'], terminal }) => {
  const made = await (await app.inspections()).bundle(untilInterrupted());
  const written = made.ok ? await writeBundle(place, made.value.fileName, bytesOfFile(made.value)) : made;
  if (!written.ok) {
    terminal.problem(written.problem);
    return BAD_USAGE;
  }
  const file = written.value;
  if (given.options['json'] === undefined) terminal.print(terminal.say('bundle.exported', { file: plainText(file) }));
  else terminal.print(JSON.stringify({ schema: 'vrlab.bundle-export/1', file }, null, 1));
  return 0;
};
