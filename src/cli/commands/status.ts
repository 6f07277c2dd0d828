import type { App } from '../../core/app/app.ts';
import { isReadable, type Problem } from '../../shared/domain/problem.ts';
import type { InspectionPlan, PlanEntry } from '../../shared/domain/inspection/inspection-plan.ts';
import { isOpen } from '../../shared/domain/open-requests.ts';
import type { ListedRequest, RequestSummary } from '../../shared/domain/request-record.ts';
import { VERSION } from '../../core/platform/version.ts';
import { printStatus } from '../print-status.ts';
import type { Terminal } from '../terminal.ts';
import { withApp } from '../with-app.ts';
import type { Command } from './command.ts';

/** Something on the page needs somebody's attention. */
const NEEDS_ATTENTION = 1;

/** `vrlab status`: this seat on one page; stores nothing. */
export const status: Command = (given, terminal) =>
  withApp(given, terminal, async (app) => {
    const found = await statusOf(app);
    if (given.options['json'] === undefined) printStatus(found, terminal);
    else terminal.print(JSON.stringify(statusAsJson(found, terminal), null, 1));
    return found.attention.length + found.problems.length === 0 ? 0 : NEEDS_ATTENTION;
  });

/** What somebody has to do something about. Texts: `status.attention.<code>`. */
export interface Attention {
  readonly code:
    | 'station-not-set'
    | 'no-channel'
    | 'channel-incomplete'
    | 'not-sent'
    | 'stuck'
    | 'without-channel'
    | 'promise-missed'
    | 'inspection-due'
    | 'inspection-missed'
    | 'demo-publication';
  /** How many, where there may be several. */
  readonly count: number;
}

export type Status = Awaited<ReturnType<typeof statusOf>>;

async function statusOf(app: App) {
  const problems: Problem[] = [...(await app.about()).problems];
  /** What cannot be read is told once, with the other problems, and left out of the page. */
  const valueOf = <Value>(
    read: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: Problem },
  ): Value | null => {
    if (read.ok) return read.value;
    if (!problems.some(({ code }) => code === read.problem.code)) problems.push(read.problem);
    return null;
  };
  const station = valueOf(await app.station());
  const [newest = null] = valueOf(await app.runs.list(1)) ?? [];
  const open = await openRequests(app);
  const outbox = valueOf(await (await app.requests()).outboxState());
  const channels = valueOf(await (await app.channels()).list());
  const plan = valueOf(await (await app.inspections()).plan());
  const publication = app.publicationStamp();
  const enabled = (channels ?? []).filter(({ settings }) => settings.enabled);
  const missed = open.filter(({ next }) => next?.state === 'missed');
  const counted: Record<Attention['code'], number> = {
    'station-not-set': Number(station === null && !problems.some(({ code }) => code.startsWith('file-'))),
    'no-channel': Number(channels !== null && enabled.length === 0),
    'channel-incomplete': enabled.filter(({ secret }) => !secret).length,
    'without-channel': outbox?.withoutChannel ?? 0,
    stuck: outbox?.stuck ?? 0,
    'not-sent': outbox?.waiting ?? 0,
    'promise-missed': missed.length,
    'inspection-missed': (plan?.entries ?? []).filter(({ state }) => state === 'missed').length,
    'inspection-due': (plan?.entries ?? []).filter(({ state }) => state === 'due').length,
    'demo-publication': Number(publication.demo),
  };
  const attention = (Object.keys(counted) as Attention['code'][])
    .map((code): Attention => ({ code, count: counted[code] }))
    .filter(({ count }) => count > 0);
  return {
    station,
    newest,
    open,
    outbox,
    next: nextInspection(plan),
    hasLevel: plan === null || plan.level.level !== null,
    publication,
    attention,
    problems,
  };
}

export interface OpenRequest extends RequestSummary {
  /** When somebody comes or calls, as announced last; null where nothing was announced. */
  readonly plannedFor: string | null;
}

const PAGE = 200;

async function openRequests(app: App): Promise<OpenRequest[]> {
  const requests = await app.requests();
  const found: OpenRequest[] = [];
  for (let page: ListedRequest[] = [], isFirst = true; isFirst || page.length === PAGE; isFirst = false) {
    const listed = await requests.list(PAGE, page.at(-1)?.id);
    // Why it cannot be read is among the problems of the records.
    if (!listed.ok) return found;
    page = listed.value;
    for (const one of page.filter(isReadable)) {
      if (!isOpen(one.state)) continue;
      const record = await requests.get(one.id);
      const announced = record.ok ? record.value.events.findLast(({ plannedFor }) => plannedFor !== null) : undefined;
      found.push({ ...one, plannedFor: announced?.plannedFor ?? null });
    }
  }
  return found;
}

const STATES_TO_COME: ReadonlySet<PlanEntry['state']> = new Set(['under-way', 'due', 'upcoming']);

const nextInspection = (plan: InspectionPlan | null): PlanEntry | null =>
  plan?.entries.find(({ state }) => STATES_TO_COME.has(state)) ?? null;

/** `vrlab.status/1` */
function statusAsJson({ newest, open, next, attention, problems, ...rest }: Status, { say, wording }: Terminal) {
  return {
    schema: 'vrlab.status/1',
    tool: VERSION,
    station: rest.station,
    lastCheck:
      newest === null
        ? null
        : {
            id: newest.id,
            startedAt: newest.startedAt,
            verdict: newest.verdict,
            problems: newest.problems,
            demo: newest.demo,
          },
    requests: open.map(({ number, title, state, filedAt, delivered, plannedFor, next: promise }) => ({
      number,
      title,
      state,
      filedAt,
      delivered,
      plannedFor,
      next: promise === null ? null : { promise: promise.promise, due: promise.due, state: promise.state },
    })),
    outbox: rest.outbox,
    inspection: next,
    publication: rest.publication,
    attention: attention.map(({ code, count }) => ({ code, count, says: say(`status.attention.${code}`, { count }) })),
    problems: problems.map((problem) => ({ code: problem.code, ...wording.problem(problem) })),
  };
}
