import { readFileSync } from 'node:fs';
import { CORE_FOLDERS, CORE_ORDER, type CoreFolder } from './core-folders.ts';

const BEGIN = '<!-- The order of the core, made by `npm run house -- --write`. -->';
const END = '<!-- End of the order. -->';

/** The folders from the highest down: what each is for, and which of those below it imports. */
export function drawCore(imports: ReadonlyMap<CoreFolder, ReadonlySet<CoreFolder>>): string {
  const rows = CORE_ORDER.toReversed().map((folder) => {
    const below = CORE_ORDER.filter((one) => imports.get(folder)!.has(one));
    return [`${folder}/`, CORE_FOLDERS[folder], below.length === 0 ? '—' : below.join(' ')];
  });
  const table = [['folder', 'what is in it', 'imports'], ...rows];
  const widths = [0, 1, 2].map((at) => Math.max(...table.map((row) => row[at]!.length)));
  const line = (row: string[]) => `| ${row.map((cell, at) => cell.padEnd(widths[at]!)).join(' | ')} |`;
  const [head, ...body] = table.map(line);
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [head, rule, ...body].join('\n');
}

/** @returns the page with this picture of the core; throws where the page has no place for one. */
export function withPicture(page: string, picture: string): string {
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`the page has no "${BEGIN}" … "${END}"`);
  return `${before}${BEGIN}\n\n${picture}\n\n${END}${after}`;
}

export const pageWithPicture = (file: string, picture: string): string =>
  withPicture(readFileSync(file, 'utf8'), picture);
