import { isReadable } from '../../../shared/domain/problem.ts';
import type { ListedRequest, RequestRecord } from '../../../shared/domain/request-record.ts';
import { BAD_USAGE } from '../../exit-codes.ts';
import { noteDemoData } from '../../note-demo-data.ts';
import { reportLossOfRequests } from '../../report-loss.ts';
import { plainText, type Terminal } from '../../terminal.ts';
import type { Subcommand } from '../command.ts';

/** One request with what happened to it, as JSON. */
export const REQUEST_JSON = 'vrlab.request/1';

const PAGE = 200;

/** Everything ever filed on this PC, newest first. */
export const listRequests: Subcommand = async ({ app, given, terminal }) => {
  const all: ListedRequest[] = [];
  const requests = await app.requests();
  await reportLossOfRequests(requests, terminal);
  for (;;) {
    const page = await requests.list(PAGE, all.at(-1)?.id);
    if (!page.ok) {
      terminal.problem(page.problem);
      return BAD_USAGE;
    }
    all.push(...page.value);
    if (page.value.length < PAGE) break;
  }
  const { print, say, wording } = terminal;
  if (given.options['json'] !== undefined) {
    print(JSON.stringify({ schema: 'vrlab.requests/1', requests: all }, null, 1));
    return 0;
  }
  if (all.length === 0) {
    print(say('request.none'));
    noteDemoData(app, given, terminal);
  }
  for (const one of all) if (!isReadable(one)) terminal.problem(one.problem);
  for (const { number, state, urgency, filedAt, title, delivered, demo } of all.filter(isReadable)) {
    const marks = [...(delivered ? [] : [say('request.waiting')]), ...(demo ? [say('check.demoRun')] : [])];
    print(
      [
        number,
        wording.t(`requests:states.${state}`),
        wording.t(`requests:terms.urgency.${urgency}`),
        filedAt.slice(0, 16).replace('T', ' '),
        plainText(title),
        ...marks,
      ].join('  '),
    );
  }
  return 0;
};

/** `show NUMBER`: one request with promises, events and deliveries; personal fields masked. */
export const showRequest: Subcommand = async ({ app, given, places, terminal }) => {
  const requests = await app.requests();
  await reportLossOfRequests(requests, terminal);
  const found = await requests.find(places[0]!);
  if (!found.ok) {
    terminal.problem(found.problem);
    return BAD_USAGE;
  }
  if (given.options['json'] !== undefined)
    terminal.print(JSON.stringify({ schema: REQUEST_JSON, ...found.value }, null, 1));
  else printRecord(found.value, terminal);
  return 0;
};

const minutes = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

/** One request with promises, events and deliveries. */
export function printRecord(record: RequestRecord, { say, print, wording, paint }: Terminal): void {
  const { request, state, promises, events } = record;
  const { t, language } = wording;
  print(paint('bold', `${request.number}  ${t(`requests:states.${state}`)}  ${plainText(request.title)}`));
  print(
    `  ${t(`requests:terms.kind.${request.kind}`)} · ${t(`requests:terms.urgency.${request.urgency}`)} · ${minutes(request.filedAt)} · ${request.id}`,
  );
  print(say('request.promises'));
  for (const promise of promises)
    print(
      `  ${t(`requests:terms.promise.${promise.promise}`)}  ${minutes(promise.due)}  ${t(`requests:terms.promiseState.${promise.state}`)}  ${promise.reason[language]}`,
    );
  print(say('request.events'));
  for (const event of events)
    print(
      `  ${minutes(event.at)}  ${t(`requests:events.${event.type}`)}  ${t(`requests:author.${event.author.role}`)}  ${plainText(event.text).replaceAll('\n', ' ')}`,
    );
  print(say('request.deliveries'));
  printDeliveries(record, { say, print, wording });
}

/** Where it is on each channel; indented. */
export function printDeliveries(
  { deliveries }: Pick<RequestRecord, 'deliveries'>,
  { say, print, wording: { t } }: Pick<Terminal, 'say' | 'print' | 'wording'>,
): void {
  if (deliveries.length === 0) print(`  ${say('request.noChannel')}`);
  for (const { id, channel, state: how, reason, nextAt } of deliveries) {
    const why = reason === null ? [] : [t(`requests:delivery.reason.${reason}.title`)];
    const isToCome = nextAt !== null && Date.parse(nextAt) > Date.now();
    const next = isToCome ? say('request.nextTry', { time: minutes(nextAt) }) : say('request.nextTryDue');
    print(
      `  ${[channel, t(`requests:delivery.state.${how}`), ...why, ...(nextAt === null ? [] : [next]), id].join('  ')}`,
    );
  }
}
