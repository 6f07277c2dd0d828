import { writeFile } from 'node:fs/promises';
import { modeForFile } from '../../../core/platform/access/file-mode.ts';
import { readHandedFile } from '../../../core/app/handed-files.ts';
import { bytesOfFile } from '../../../core/platform/file-to-keep.ts';
import { messageOf } from '../../../core/platform/message-of.ts';
import { BAD_USAGE } from '../../exit-codes.ts';
import type { Subcommand } from '../command.ts';

/** `export NUMBER FILE`: the signed file that a USB drive can carry to the service desk. */
export const exportRequest: Subcommand = async ({ app, places: [number, file], terminal }) => {
  const requests = await app.requests();
  const found = await requests.find(number!);
  const exported = found.ok ? await requests.signedFile(found.value.request.id) : found;
  if (!found.ok || !exported.ok) {
    if (exported.ok) return BAD_USAGE;
    terminal.problem(exported.problem);
    return BAD_USAGE;
  }
  try {
    await writeFile(file!, bytesOfFile(exported.value), { flag: 'wx', mode: modeForFile(file!) });
  } catch (cause) {
    terminal.problem({ code: 'file-not-written', params: { file: file!, detail: messageOf(cause) } });
    return BAD_USAGE;
  }
  await requests.carried(found.value.request.id);
  terminal.print(terminal.say('request.exported', { file }));
  return 0;
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
  if (given.options['json'] !== undefined) terminal.print(JSON.stringify(report.value, null, 1));
  else terminal.print(terminal.say('request.imported', { taken, known, refused: refused.length }));
  return refused.length === 0 ? 0 : 1;
};
