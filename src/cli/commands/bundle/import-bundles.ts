import path from 'node:path';
import { bundlesIn, readHandedFile } from '../../../core/app/handed-files.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { INSPECTION_TEXTS } from '../../../shared/locales/inspections.ts';
import { createI18n } from '../../../shared/i18n.ts';
import { createWording } from '../../../shared/wording.ts';
import { BAD_USAGE } from '../../exit-codes.ts';
import { plainText } from '../../terminal.ts';
import { namedInspection } from '../inspect/named-inspection.ts';
import type { Subcommand } from '../command.ts';

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
