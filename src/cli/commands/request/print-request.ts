import type { Preview, RequestRecord } from '../../../shared/domain/request-record.ts';
import { previewRows } from '../../../shared/preview-rows.ts';
import { plainText, type Terminal } from '../../terminal.ts';

const minutes = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

/** Every field that will leave the PC, and where it goes. */
export function printPreview(preview: Preview, terminal: Terminal): void {
  const { say, print, wording } = terminal;
  if (preview.clock !== undefined) terminal.problem(preview.clock);
  print(say('request.preview'));
  for (const { label, value } of previewRows(preview.message, wording))
    print(`  ${wording.labelled(label, plainText(value).replaceAll('\n', '\n    '))}`);
  print(
    preview.channels.length === 0
      ? say('request.noChannel')
      : say('request.goes', { channels: wording.list(preview.channels.map(({ title }) => title)) }),
  );
}

/** One request with promises, events and deliveries. */
export function printRecord(record: RequestRecord, { say, print, wording, paint }: Terminal): void {
  const { request, state, promises, events, deliveries } = record;
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
  if (deliveries.length === 0) print(`  ${say('request.noChannel')}`);
  for (const { id, channel, state: how, reason } of deliveries)
    print(
      `  ${channel}  ${t(`requests:delivery.state.${how}`)}  ${reason === null ? '' : t(`requests:delivery.reason.${reason}.title`)}  ${id}`,
    );
}
