import path from 'node:path';
import { writeBundle, bundlesIn, readHandedFile } from '../../core/app/handed-files.ts';
import { bytesOfFile } from '../../core/platform/file-to-keep.ts';
import { BAD_USAGE } from '../exit-codes.ts';
import { plainText } from '../terminal.ts';
import { untilInterrupted } from '../with-app.ts';
import { type Subcommand, type SubcommandCall, withSubcommands } from './command.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import { INSPECTION_TEXTS } from '../../shared/locales/inspections.ts';
import { createI18n } from '../../shared/i18n.ts';
import { createWording } from '../../shared/wording.ts';
import { namedInspection } from './inspect/named-inspection.ts';

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

/** `import FILE…`: files of other stations, or folders of them, into the only inspection that is open. */
export const importBundles: Subcommand = async ({ app, given, places, terminal }) => {
  const inspections = await app.inspections();
  const open = await namedInspection({ inspections }, undefined);
  if (!open.ok) {
    terminal.problem(open.problem);
    return BAD_USAGE;
  }
  const { t, list } = createWording(createI18n('zh-CN', INSPECTION_TEXTS), terminal.wording.language);
  const reports: { file: string; result: string; seat?: string; marks?: readonly string[]; problem?: Problem }[] = [];
  for (const file of await bundlesIn(places)) {
    const handed = await readHandedFile(file, 'bundle');
    const taken = handed.ok ? await inspections.takeBundle(open.value.id, handed.value) : handed;
    if (!taken.ok) {
      reports.push({ file, result: 'refused', problem: taken.problem });
      terminal.problem(taken.problem);
      continue;
    }
    const { result, seat, marks } = taken.value;
    reports.push({ file, result, seat, marks });
    if (given.options['json'] !== undefined) continue;
    terminal.print(terminal.say(`bundle.${result}`, { seat: plainText(seat), file: plainText(path.basename(file)) }));
    const reasons = list(marks.map((mark) => t(`inspections:terms.mark.${mark}`)));
    if (marks.length > 0) terminal.print(`  ${terminal.say('bundle.marked', { marks: reasons })}`);
  }
  if (given.options['json'] !== undefined)
    terminal.print(
      JSON.stringify({ schema: 'vrlab.bundle-import/1', inspection: open.value.id, files: reports }, null, 1),
    );
  if (reports.length === 0) terminal.note(terminal.say('bundle.none'));
  return reports.length > 0 && reports.every(({ result }) => result !== 'refused') ? 0 : 1;
};

/** `vrlab bundle export [FILE|FOLDER] | import FILE…` */
export const bundle = withSubcommands<'bundle', SubcommandCall>(
  { export: exportBundle, import: importBundles },
  (call) => call,
);
