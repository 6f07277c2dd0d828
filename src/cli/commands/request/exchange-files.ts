import { writeFile } from 'node:fs/promises';
import { modeForFile } from '../../../core/access/file-mode.ts';
import { MAX_SIGNED_BYTES } from '../../../core/delivery/signed-file.ts';
import { messageOf } from '../../../core/probes/probe.ts';
import { BAD_USAGE } from '../../exit-codes.ts';
import { readBeginning } from '../../read-beginning.ts';
import type { RequestSubcommand } from './subcommands.ts';

/** `export NUMBER FILE`: the signed file that a stick can carry to the service desk. */
export const exportRequest: RequestSubcommand = async ({ app, places: [number, file], terminal }) => {
  const found = await (await app.requests()).find(number!);
  const exported = found.ok ? await (await app.requests()).exportFile(found.value.request.id) : found;
  if (!exported.ok) {
    terminal.problem(exported.problem);
    return BAD_USAGE;
  }
  try {
    await writeFile(file!, Buffer.from(exported.value.base64, 'base64'), { flag: 'wx', mode: modeForFile(file!) });
  } catch (cause) {
    terminal.problem({ code: 'file-not-written', params: { file: file!, detail: messageOf(cause) } });
    return BAD_USAGE;
  }
  terminal.print(terminal.say('request.exported', { file }));
  return 0;
};

/** `import FILE`: news of the service desk in a signed file. */
export const importUpdates: RequestSubcommand = async ({ app, given, places: [file], terminal }) => {
  const bytes = await readBeginning(file!, MAX_SIGNED_BYTES, 'signed-file-too-large');
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
