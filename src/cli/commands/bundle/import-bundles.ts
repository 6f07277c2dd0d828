import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { BUNDLE_EXTENSION } from '../../../core/inspections/lab/bundle/station-bundle.ts';
import type { Inspections } from '../../../core/inspections/inspections.ts';
import { MAX_SIGNED_BYTES } from '../../../core/delivery/signed-file.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import { INSPECTION_TEXTS } from '../../../shared/locales/inspections.ts';
import { createI18n, createWording } from '../../../shared/wording.ts';
import { BAD_USAGE } from '../../exit-codes.ts';
import { plainText } from '../../plain-text.ts';
import { readHandedFile } from '../../read-handed-file.ts';
import type { Subcommand } from '../with-subcommands.ts';

/** `import FILE…`: files of other stations, or folders of them, into the only inspection that is open. */
export const importBundles: Subcommand = async ({ app, given, places, terminal }) => {
  const inspections = await app.inspections();
  const id = await onlyOpen(inspections);
  if (!id.ok) {
    terminal.problem(id.problem);
    return BAD_USAGE;
  }
  const { t, list } = createWording(createI18n('zh-CN', INSPECTION_TEXTS), terminal.wording.language);
  const reports: { file: string; result: string; seat?: string; marks?: readonly string[]; problem?: Problem }[] = [];
  for (const file of await filesIn(places)) {
    const handed = await readHandedFile(file, MAX_SIGNED_BYTES);
    const taken = handed.ok ? await inspections.takeBundle(id.value, handed.value) : handed;
    if (!taken.ok) {
      reports.push({ file, result: 'refused', problem: taken.problem });
      terminal.problem(taken.problem);
      continue;
    }
    const { result, seat, marks } = taken.value;
    reports.push({ file, result, seat, marks });
    if (given.options['json'] !== undefined) continue;
    terminal.print(terminal.say(`bundle.${result}`, { seat: plainText(seat), file: plainText(path.basename(file)) }));
    const told = list(marks.map((mark) => t(`inspections:terms.mark.${mark}`)));
    if (marks.length > 0) terminal.print(`  ${terminal.say('bundle.marked', { marks: told })}`);
  }
  if (given.options['json'] !== undefined)
    terminal.print(JSON.stringify({ schema: 'vrlab.bundle-import/1', inspection: id.value, files: reports }, null, 1));
  if (reports.length === 0) terminal.print(terminal.say('bundle.none'));
  return reports.length > 0 && reports.every(({ result }) => result !== 'refused') ? 0 : 1;
};

/** @returns `inspection-none-open`, `inspection-several-open`. */
async function onlyOpen(inspections: Pick<Inspections, 'list'>): Promise<Result<string>> {
  const all = await inspections.list();
  if (!all.ok) return all;
  const [open, ...others] = all.value.filter(({ state }) => state === 'open');
  if (open === undefined) return fail('inspection-none-open');
  const numbers = [open, ...others].map(({ number }) => number).join(', ');
  return others.length > 0 ? fail('inspection-several-open', { numbers }) : succeed(open.id);
}

/** A folder stands for the bundles in it. */
async function filesIn(places: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const place of places) {
    const names = await readdir(place).catch(() => null);
    const bundles = names?.filter((name) => name.endsWith(`.${BUNDLE_EXTENSION}`)).toSorted();
    files.push(...(bundles?.map((name) => path.join(place, name)) ?? [place]));
  }
  return files;
}
