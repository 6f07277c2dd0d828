import { writeFile } from 'node:fs/promises';
import { modeForFile } from '../../../core/platform/access/file-mode.ts';
import { SIGNED_FILE_LIMIT } from '../../../core/signing/signed-file.ts';
import { messageOf } from '../../../core/platform/message-of.ts';
import { readRegularFile } from '../../../core/platform/regular-file.ts';
import { BAD_USAGE } from '../../exit-codes.ts';
import type { RequestSubcommand } from './subcommands.ts';

/** `export NUMBER FILE`: the signed file that a stick can carry to the service desk. */
export const exportRequest: RequestSubcommand = async ({ app, places: [number, file], terminal }) => {
  const requests = await app.requests();
  const found = await requests.find(number!);
  const exported = found.ok ? await requests.signedFile(found.value.request.id) : found;
  if (!found.ok || !exported.ok) {
    if (exported.ok) return BAD_USAGE;
    terminal.problem(exported.problem);
    return BAD_USAGE;
  }
  try {
    await writeFile(file!, Buffer.from(exported.value.base64, 'base64'), { flag: 'wx', mode: modeForFile(file!) });
  } catch (cause) {
    terminal.problem({ code: 'file-not-written', params: { file: file!, detail: messageOf(cause) } });
    return BAD_USAGE;
  }
  await requests.carried(found.value.request.id);
  terminal.print(terminal.say('request.exported', { file }));
  return 0;
};

/** `import FILE`: news of the service desk in a signed file. */
export const importUpdates: RequestSubcommand = async ({ app, given, places: [file], terminal }) => {
  const bytes = await readRegularFile(file!, SIGNED_FILE_LIMIT);
  if (!bytes.ok) {
    terminal.problem(bytes.problem);
    return BAD_USAGE;
  }
  const report = await (await app.requests()).importFile(bytes.value);
  if (!report.ok) {
    terminal.problem(report.problem);
    return BAD_USAGE;
  }
  const { taken, known, refused } = report.value;
  if (given.options['json'] !== undefined) terminal.print(JSON.stringify(report.value, null, 1));
  else terminal.print(terminal.say('request.imported', { taken, known, refused: refused.length }));
  return refused.length === 0 ? 0 : 1;
};
