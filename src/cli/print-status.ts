import { civilDateOf, daysBetween, periodName } from '../shared/beijing-time.ts';
import { createI18n } from '../shared/i18n.ts';
import { INSPECTION_TEXTS } from '../shared/locales/inspections.ts';
import { createWording } from '../shared/wording.ts';
import type { OpenRequest, Status } from './commands/status.ts';
import { plainText, type Terminal } from './terminal.ts';

const minutes = (instant: string): string => instant.slice(0, 16).replace('T', ' ');
const VERDICT_COLOUR = { ready: 'green', usable: 'yellow', 'not-ready': 'red', unknown: 'magenta' } as const;

/** One page: the seat, what was found last, what is under way, and what needs attention at the end, where it is read. */
export function printStatus(status: Status, terminal: Terminal): void {
  const { say, print, wording } = terminal;
  const line = (name: string, value: string) => print(`  ${wording.labelled(name, value)}`);
  printSeat(status, terminal);
  line(say('status.lastCheck'), lastCheck(status, terminal));
  const { open, next, publication } = status;
  line(say('status.requests'), openRequests(status, terminal));
  for (const request of open ?? []) printRequest(request, terminal);
  line(
    say('status.inspection'),
    next === null ? say(status.hasLevel ? 'status.noInspection' : 'status.noLevel') : inspectionText(next, terminal),
  );
  const { rectification: last } = status;
  if (last !== null && last.rectification.open + last.rectification.toRecheck > 0)
    print(`    ${say('status.rectification', { ...last.rectification, number: last.number })}`);
  const { version, date, ageDays } = publication;
  const demo = publication.demo ? say('check.demoPublication') : '';
  line(say('status.publication'), say('status.publicationAge', { version, date, ageDays, demo }));
  printAttention(status, terminal);
}

function printSeat({ station }: Status, { say, print, paint, wording }: Terminal): void {
  if (station === null) {
    print(paint('bold', say('status.noStation')));
    return;
  }
  const { seat, lab, school } = station;
  print(paint('bold', `${wording.labelled(say('station.seat'), plainText(seat))}  ${plainText(`${lab} · ${school}`)}`));
}

function openRequests({ requestCounts, open }: Status, { say }: Terminal): string {
  if (requestCounts === null || open === null) return say('status.requestsUnknown');
  if (requestCounts.open === 0) return say('status.noRequests');
  const unreadable = requestCounts.open - open.length;
  const count = say('status.openRequests', { count: requestCounts.open });
  return unreadable > 0 ? `${count}  ${say('status.unreadableRequests', { count: unreadable })}` : count;
}

function lastCheck({ newest }: Status, { say, paint, wording }: Terminal): string {
  if (newest === null) return say('status.neverChecked');
  const days = daysBetween(newest.startedAt.slice(0, 10), civilDateOf(new Date()));
  const parts = [
    minutes(newest.startedAt),
    days === 0 ? say('status.today') : say('status.daysAgo', { count: days }),
    paint(VERDICT_COLOUR[newest.verdict], wording.t(`terms:verdict.${newest.verdict}`)),
    say('history.problems', { count: newest.problems }),
    ...(newest.demo ? [say('history.demo')] : []),
  ];
  return parts.join('  ');
}

function printRequest({ number, state, title, plannedFor, next, delivered }: OpenRequest, terminal: Terminal): void {
  const { say, print, paint, wording } = terminal;
  const unsent = delivered ? '' : `  ${paint('yellow', say('request.waiting'))}`;
  print(`    ${number}  ${wording.t(`requests:states.${state}`)}  ${plainText(title)}${unsent}`);
  if (plannedFor !== null) print(`      ${say('status.planned', { time: minutes(plannedFor) })}`);
  if (next === null) return;
  const promise = wording.t(`requests:terms.promise.${next.promise}`);
  const due = `${promise}  ${minutes(next.due)}  ${wording.t(`requests:terms.promiseState.${next.state}`)}`;
  print(`      ${next.state === 'missed' ? paint('red', due) : due}`);
}

function inspectionText(
  { period, due, state, inspection }: NonNullable<Status['next']>,
  { wording }: Terminal,
): string {
  const { t } = createWording(createI18n(wording.language, INSPECTION_TEXTS), wording.language);
  const when =
    state === 'under-way'
      ? `${t('inspections:plan.state.under-way')}  ${inspection?.number ?? ''}`
      : t('inspections:plan.dueFrom', { due });
  return `${periodName(period.label, t)}  ${when}`;
}

function printAttention({ attention, problems }: Status, { say, print, paint, wording }: Terminal): void {
  if (attention.length + problems.length === 0) {
    print(`\n${say('status.nothing')}`);
    return;
  }
  print(`\n${paint('bold', say('status.attentionHeading'))}`);
  for (const { code, count } of attention) print(`  ! ${say(`status.attention.${code}`, { count })}`);
  for (const problem of problems) {
    const { title, next } = wording.problem(problem);
    print(`  ! ${plainText(title)}\n    ${plainText(next)}`);
  }
}
