import { readHandedFile } from '../../../core/app/handed-files.ts';
import { bytesOfFile } from '../../../core/platform/file-to-keep.ts';
import { BAD_USAGE } from '../../exit-codes.ts';
import { writeNewFile } from '../../write-new-file.ts';
import type { Subcommand } from '../command.ts';

/** `export NUMBER FILE`: the signed file that a USB drive can carry to the service desk. */
export const exportRequest: Subcommand = async ({ app, given, places: [number, file], terminal }) => {
  const requests = await app.requests();
  const found = await requests.find(number!);
  const exported = found.ok ? await requests.signedFile(found.value.request.id) : found;
  if (!found.ok || !exported.ok) {
    if (exported.ok) return BAD_USAGE;
    terminal.problem(exported.problem);
    return BAD_USAGE;
  }
  const written = await writeNewFile(file!, bytesOfFile(exported.value));
  if (!written.ok) {
    terminal.problem(written.problem);
    return BAD_USAGE;
  }
  const noted = await requests.carried(found.value.request.id);
  if (given.options['json'] === undefined) terminal.print(terminal.say('request.exported', { file }));
  else
    terminal.print(
      JSON.stringify({ schema: 'vrlab.request-export/1', number: found.value.request.number, file }, null, 1),
    );
  // The file is there; only that it was carried could not be noted.
  if (!noted.ok) terminal.problem(noted.problem);
  return noted.ok ? 0 : 1;
};

/** `import FILE`: updates of the service desk in a signed file. */
export const importUpdates: Subcommand = async ({ app, given, places: [file], terminal }) => {
  const handed = await readHandedFile(file!, 'updates');
  if (!handed.ok) {
    terminal.problem(handed.problem);
    return BAD_USAGE;
  }
  const report = await (await app.requests()).importFile(handed.value.bytes);
  if (!report.ok) {
    terminal.problem(report.problem);
    return BAD_USAGE;
  }
  const { taken, known, refused } = report.value;
  if (given.options['json'] !== undefined)
    terminal.print(JSON.stringify({ schema: 'vrlab.request-import/1', ...report.value }, null, 1));
  else terminal.print(terminal.say('request.imported', { taken, known, refused: refused.length }));
  return refused.length === 0 ? 0 : 1;
};
