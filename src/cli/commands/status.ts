import type { App } from '../../core/app/app.ts';
import type { Requests } from '../../core/requests/index.ts';
import { isReadable, type Problem } from '../../shared/domain/problem.ts';
import type { InspectionPlan, PlanEntry } from '../../shared/domain/inspection/inspection-plan.ts';
import type { RequestSummary, UnreadableRequest } from '../../shared/domain/request-record.ts';
import { type Result, succeed } from '../../shared/domain/result.ts';
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
  /** What cannot be read is reported once, with the other problems, and left out of the page. */
  const valueOf = <Value>(
    read: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: Problem },
  ): Value | null => {
    if (read.ok) return read.value;
    if (!problems.some(({ code }) => code === read.problem.code)) problems.push(read.problem);
    return null;
  };
  const isKnown = (problem: Problem) => problems.some((known) => JSON.stringify(known) === JSON.stringify(problem));
  const station = valueOf(await app.station());
  const [newest = null] = valueOf(await app.runs.list(1)) ?? [];
  const requests = await app.requests();
  const requestCounts = valueOf(await requests.counts());
  const listed = valueOf(await openRequests(requests));
  for (const one of listed ?? []) if (!isReadable(one) && !isKnown(one.problem)) problems.push(one.problem);
  const open = listed?.filter(isReadable) ?? null;
  const outbox = valueOf(await requests.outboxState());
  const channels = valueOf(await (await app.channels()).list());
  const plan = valueOf(await (await app.inspections()).plan());
  const publication = app.publicationStamp();
  const enabled = (channels ?? []).filter(({ settings }) => settings.enabled);
  const missed = (open ?? []).filter(({ next }) => next?.state === 'missed');
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
    requestCounts,
    /** Those that can be read; null: none of them. */
    open,
    outbox,
    next: nextInspection(plan),
    /** What the last signed inspection still asks for; null: nothing. */
    rectification: plan?.last ?? null,
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

async function openRequests(requests: Requests): Promise<Result<(OpenRequest | UnreadableRequest)[]>> {
  const found: (OpenRequest | UnreadableRequest)[] = [];
  for (;;) {
    const page = await requests.list(PAGE, found.at(-1)?.id, 'open');
    if (!page.ok) return page;
    for (const one of page.value) {
      const record = isReadable(one) ? await requests.get(one.id) : null;
      const announced = record?.ok ? record.value.events.findLast(({ plannedFor }) => plannedFor !== null) : undefined;
      found.push(isReadable(one) ? { ...one, plannedFor: announced?.plannedFor ?? null } : one);
    }
    if (page.value.length < PAGE) return succeed(found);
  }
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
    requestCounts: rest.requestCounts,
    /** Empty as well where `requestCounts` is null, which means that nothing is known of them. */
    requests: (open ?? []).map(({ number, title, state, filedAt, delivered, plannedFor, next: promise }) => ({
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
    rectification: rest.rectification,
    publication: rest.publication,
    attention: attention.map(({ code, count }) => ({ code, count, says: say(`status.attention.${code}`, { count }) })),
    problems: problems.map((problem) => ({ code: problem.code, ...wording.problem(problem) })),
  };
}
