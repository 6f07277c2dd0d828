import type { ProductExplanation } from '../../core/versions/explain-product.ts';
import { BAD_USAGE } from '../exit-codes.ts';
import type { Terminal } from '../terminal.ts';
import { scan } from './devices.ts';
import { withApp } from '../with-app.ts';
import type { Command } from './command.ts';

const EXIT = { pass: 0, warn: 1, fail: 2, unknown: 3 } as const;
const GRAVEST_FIRST = ['fail', 'unknown', 'warn', 'pass'] as const;

/** `vrlab matrix explain PRODUCT`: exit code as for a check; 0 where the product is not installed. */
export const matrix: Command = async (given, terminal) => {
  const [, id = ''] = given.files;
  return await withApp(given, terminal, async (app) => {
    const scanned = await scan(app, given);
    if (!scanned.ok) {
      terminal.problem(scanned.problem);
      return BAD_USAGE;
    }
    const explanation = await app.explainProduct(id, scanned.value);
    if (explanation === null) {
      const known = terminal.wording.list(app.products());
      terminal.note(terminal.say('matrix.unknownProduct', { id, known }));
      return BAD_USAGE;
    }
    const stamp = scanned.value.publication;
    if (given.options['json'] !== undefined)
      terminal.print(JSON.stringify({ schema: 'vrlab.explanation/1', publication: stamp, ...explanation }, null, 1));
    else for (const line of explanationLines(explanation, stamp, terminal)) terminal.print(line);
    const gravest = GRAVEST_FIRST.find((outcome) => explanation.found.some((judged) => judged.outcome === outcome));
    return EXIT[gravest ?? 'pass'];
  });
};

function explanationLines(
  { product, found, rows, demands }: ProductExplanation,
  stamp: { readonly version: number; readonly date: string },
  { say, wording, paint }: Terminal,
): string[] {
  const { language, t } = wording;
  const judged = found.map(({ found: { version }, outcome, cause, row }) => {
    const text = version === null ? say('matrix.notTold') : say('matrix.found', { ...version });
    const verdict = t(`terms:outcome.${outcome}`);
    const why = row === null ? '' : say('matrix.byRow', { row: row.id, reason: row.reason[language] });
    return `  ${text}　${paint('bold', verdict)}　${cause === null ? '' : t(`terms:versionCause.${cause}`)}${why}`;
  });
  const published = rows.map(({ row, speaks }) => {
    const status = t(`terms:status.${row.status}`);
    const needs = (row.requires ?? []).map((needed) => `${needed.product} ${needed.versions}`);
    const conditions = [...(row.when?.headsets ?? []), ...(row.when?.platforms ?? [])];
    const more = [
      ...(needs.length > 0 ? [say('matrix.needs', { what: wording.list(needs) })] : []),
      ...(conditions.length > 0 ? [say('matrix.onlyFor', { what: wording.list(conditions) })] : []),
      ...(row.until === undefined ? [] : [say('matrix.until', { date: row.until })]),
    ];
    return `${speaks ? ' ▶' : '  '} ${row.id}　${row.versions}　${status}　${[row.reason[language], ...more].join(' · ')}`;
  });
  const asked = demands.map(({ row, versions }) => `  ${versions}　${row.id}　${row.reason[language]}`);
  return [
    say('matrix.heading', { name: product.name[language], id: product.id, ...stamp }),
    say('matrix.onThisPc'),
    ...(judged.length > 0 ? judged : [`  ${say('matrix.notFound')}`]),
    say('matrix.rows'),
    ...(published.length > 0 ? published : [`  ${say('matrix.noRows')}`]),
    ...(asked.length > 0 ? [say('matrix.demands'), ...asked] : []),
  ];
}
