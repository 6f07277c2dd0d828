import type { App } from '../../core/app/app.ts';
import { reportOf } from '../../shared/check-run-report.ts';
import type { RunSummary } from '../../shared/contract.ts';
import type { CheckRun } from '../../shared/domain/check-run.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import type { Arguments } from '../arguments.ts';
import { BAD_USAGE } from '../exit-codes.ts';
import { printComparison, wordComparison } from '../print-comparison.ts';
import { printRun } from '../print-run.ts';
import { plainText, type Terminal } from '../terminal.ts';
import { noteDemoData } from '../note-demo-data.ts';
import { textOption, withApp } from '../with-app.ts';
import { writeNewFile } from '../write-new-file.ts';
import type { Command } from './command.ts';

/** Filters are of the list: with a run that is named they would say nothing. */
const OF_THE_LIST = ['since', 'until', 'verdict', 'limit', 'csv'] as const;

/** `vrlab history [RUN [RUN]]`: the stored runs, one of them, or what changed from one to the other. */
export const history: Command = async (given, terminal) => {
  const [first, second] = given.files;
  if (first === undefined) {
    const filters = filtersOf(given);
    if (!filters.ok) return refuse(terminal.say('history.badOption', { option: filters.problem }), terminal);
    return await withApp(given, terminal, (app) => list(app, filters.value, given, terminal));
  }
  const misplaced = OF_THE_LIST.find((option) => given.options[option] !== undefined);
  if (misplaced !== undefined)
    return refuse(terminal.say('history.onlyOfList', { option: `--${misplaced}` }), terminal);
  return await withApp(given, terminal, async (app) => {
    const found: CheckRun[] = [];
    for (const named of second === undefined ? [first] : [first, second]) {
      const run = await namedRun(app, named);
      if (run === null) return refuse(terminal.say('history.ambiguous', { id: named }), terminal);
      if (!run.ok) {
        terminal.problem(run.problem);
        return BAD_USAGE;
      }
      found.push(run.value);
    }
    const guided = terminal.guidedBy(app.guide());
    const [one, other] = found;
    if (other === undefined) show(app, one!, given, guided);
    else await compare(app, one!, other, given, guided);
    return 0;
  });
};

interface Filters {
  /** Inclusive, as instants of UTC+8; null: no limit. */
  readonly since: string | null;
  readonly until: string | null;
  readonly verdict: string | null;
  readonly limit: number;
}

const USUAL_LIMIT = 20;
const MOST = 100_000;

/** @returns the option whose value is none. */
function filtersOf(given: Arguments): Result<Filters, string> {
  const since = instantOf(textOption(given, 'since'), 'T00:00:00');
  const until = instantOf(textOption(given, 'until'), 'T23:59:59.999');
  const named = textOption(given, 'limit');
  // A file for a spreadsheet has all of them.
  const limit = named === undefined ? (given.options['csv'] === undefined ? USUAL_LIMIT : MOST) : Number(named);
  if (since === undefined) return { ok: false, problem: '--since' };
  if (until === undefined) return { ok: false, problem: '--until' };
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST) return { ok: false, problem: '--limit' };
  return succeed({ since, until, verdict: textOption(given, 'verdict') ?? null, limit });
}

/** A civil date, or a date with a time, in UTC+8. @returns null where nothing is given, undefined where it is no date. */
function instantOf(text: string | undefined, time: string): string | null | undefined {
  if (text === undefined) return null;
  const [, date, clock] = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?))?$/.exec(text) ?? [];
  if (date === undefined) return undefined;
  const instant = new Date(`${date}${clock === undefined ? time : `T${clock}`}+08:00`);
  const isDate = !Number.isNaN(instant.getTime()) && new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);
  return isDate ? instant.toISOString() : undefined;
}

const PAGE = 200;

async function* allRuns(app: App): AsyncGenerator<Result<RunSummary>> {
  for (let before: string | undefined; ;) {
    const page = await app.runs.list(PAGE, before);
    if (!page.ok) {
      yield page;
      return;
    }
    for (const run of page.value) yield succeed(run);
    before = page.value.at(-1)?.id;
    if (page.value.length < PAGE) return;
  }
}

async function list(app: App, filters: Filters, given: Arguments, terminal: Terminal): Promise<number> {
  const { since, until, verdict, limit } = filters;
  const found: RunSummary[] = [];
  for await (const run of allRuns(app)) {
    if (!run.ok) {
      terminal.problem(run.problem);
      return BAD_USAGE;
    }
    const at = new Date(run.value.startedAt).toISOString();
    const isAsked =
      (since === null || at >= since) &&
      (until === null || at <= until) &&
      (verdict === null || run.value.verdict === verdict);
    // One more than is shown, to detect further ones.
    if (isAsked && found.push(run.value) > limit) break;
  }
  const runs = found.slice(0, limit);
  const file = textOption(given, 'csv');
  if (file !== undefined) return await writeCsv(file, runs, app, given, terminal);
  if (given.options['json'] !== undefined) {
    terminal.print((await app.history()).asJson(runs, found.length > limit));
    return 0;
  }
  const { print, say } = terminal;
  if (runs.length === 0) {
    print(say('history.none'));
    noteDemoData(app, given, terminal);
  }
  for (const run of runs) print(lineOf(run, terminal));
  if (found.length > limit) print(say('history.more', { limit }));
  return 0;
}

/** The first characters of an id say when it was made, to the millisecond: enough to name it by. */
const SHORT = 10;
const COLOURS = { ready: 'green', usable: 'yellow', 'not-ready': 'red', unknown: 'magenta' } as const;

function lineOf({ id, startedAt, verdict, problems, demo, devices }: RunSummary, terminal: Terminal): string {
  const { say, paint, wording } = terminal;
  const names = devices.map((device) => plainText(wording.deviceName(device)));
  return [
    id.slice(0, SHORT),
    minutes(startedAt),
    paint(COLOURS[verdict], wording.t(`terms:verdict.${verdict}`)),
    say('history.problems', { count: problems }),
    names.length === 0 ? say('check.noDevices') : wording.list([...new Set(names)]),
    ...(demo ? [say('history.demo')] : []),
  ].join('  ');
}

export const minutes = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

async function writeCsv(
  file: string,
  runs: readonly RunSummary[],
  app: App,
  given: Arguments,
  terminal: Terminal,
): Promise<number> {
  const written = await writeNewFile(file, (await app.history()).asCsv(runs, terminal.wording));
  if (!written.ok) {
    terminal.problem(written.problem);
    return BAD_USAGE;
  }
  if (given.options['json'] === undefined)
    terminal.print(terminal.say('history.written', { file: plainText(file), count: runs.length }));
  else terminal.print(JSON.stringify({ schema: 'vrlab.runs-export/1', file, runs: runs.length }, null, 1));
  return 0;
}

/** `last`, a whole id, or its beginning as the list shows it. @returns `run-not-found`, `record-unreadable`; null: several begin so. */
async function namedRun(app: App, named: string): Promise<Result<CheckRun> | null> {
  const wanted = named.toLowerCase() === 'last' ? '' : named.toUpperCase();
  // Sorts after every id that begins so.
  const nearest = await app.runs.list(2, `${wanted}~`);
  if (!nearest.ok) return nearest;
  const [found, next] = nearest.value.filter(({ id }) => id.startsWith(wanted));
  if (found === undefined) return fail('run-not-found', { id: named });
  return wanted === '' || next === undefined ? await app.runs.get(found.id) : null;
}

function show(app: App, run: CheckRun, given: Arguments, terminal: Terminal): void {
  const codes = app.faultCodes(run);
  if (given.options['json'] !== undefined)
    terminal.print(JSON.stringify(reportOf(run, terminal.wording, codes), null, 1));
  else {
    terminal.print(terminal.say('history.of', { time: minutes(run.startedAt) }));
    printRun(run, codes, { kept: 'database' }, terminal);
  }
}

/** From the earlier one to the later one, in whatever order they are named. */
async function compare(app: App, one: CheckRun, other: CheckRun, given: Arguments, terminal: Terminal): Promise<void> {
  const [older, newer] = one.id <= other.id ? [one, other] : [other, one];
  const comparison = await app.compareRuns(older, newer);
  if (given.options['json'] === undefined) printComparison(older, newer, comparison, terminal);
  else terminal.print(JSON.stringify(wordComparison(older, newer, comparison, terminal), null, 1));
}

function refuse(error: string, { note, say }: Terminal): number {
  note(`${error}\n${say('usage.seeHelpOf', { command: 'vrlab history' })}`);
  return BAD_USAGE;
}
