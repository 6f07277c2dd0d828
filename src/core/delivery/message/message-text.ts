import { isAboutFault } from '../../../shared/domain/request-completeness.ts';
import type { TextKeyBelow } from '../../../shared/locales/text-keys.ts';
import { formatInstant } from '../../../shared/beijing-time.ts';
import type { TestMessage } from '../../../shared/domain/channel-entry.ts';
import type { RequestEvent } from '../../../shared/domain/request-lifecycle.ts';
import type { FiledRequest, HandedInReport } from '../../../shared/domain/service-request.ts';
import type { Wording } from '../../../shared/wording.ts';
import type { ChannelMessage, Try } from '../channel.ts';
import { cutBytes, oneLine, plainCharacters, utf8Bytes, withoutMarkup, withoutMentions } from './plain-text.ts';

/** How a text may look: for mail, for chats without markup, for chats with. */
export type TextStyle = 'mail' | 'chat' | 'markdown';

const SAFE: Readonly<Record<TextStyle, (text: string) => string>> = {
  mail: plainCharacters,
  chat: (text) => withoutMentions(plainCharacters(text)),
  markdown: (text) => withoutMarkup(plainCharacters(text)),
};

export interface TextLimit {
  readonly bytes: number;
  /** How the receiver counts; UTF-8 unless said. */
  readonly bytesOf?: (text: string) => number;
}

/** A message in words of one language. Nothing in it that somebody typed is markup or a mention for whoever shows it. */
export function messageText(
  message: ChannelMessage,
  attempt: Try,
  words: Wording,
  style: TextStyle,
  limit: TextLimit | null = null,
): string {
  const text = messageLines(message, attempt, words)
    .map((line, at) => rendered(line, at === 0, style, words))
    .join('\n');
  if (limit === null) return text;
  const ending = words.t('outgoing:message.cut', { number: SAFE[style](numberOf(message)) });
  return cutBytes(text, limit.bytes, ending, limit.bytesOf ?? utf8Bytes);
}

function rendered({ label, value }: MessageLine, first: boolean, style: TextStyle, { t, labelled }: Wording): string {
  const safe = value.startsWith('\n') ? `\n${SAFE[style](value)}` : SAFE[style](value);
  const strong = (text: string) => (style === 'markdown' ? t('outgoing:message.strong', { text }) : text);
  if (label === null) return first ? strong(safe) : safe;
  return labelled(strong(label), safe);
}

/** A line of a message for people. */
export interface MessageLine {
  /** Null: the value has no label. */
  readonly label: string | null;
  /** May hold line breaks and anything somebody typed. */
  readonly value: string;
}

/** More are counted and not listed, so that contact and description still fit where little fits. */
const MAX_SYMPTOMS = 10;
const MAX_DEVICES = 5;

export const numberOf = (message: ChannelMessage): string =>
  message.type === 'request' ? message.request.number : message.number;

/** Civil time of the schools to the minute. */
const minute = (instant: string): string => formatInstant(new Date(instant)).slice(0, 16).replace('T', ' ');

/** The one line that says what it is about, for subjects and titles. */
export function headline(message: ChannelMessage, { t }: Wording): string {
  if (message.type === 'event')
    return t('outgoing:message.headEvent', {
      number: message.number,
      event: t(`outgoing:message.event.${message.event.type}`),
    });
  if (message.type === 'test') return t('outgoing:message.headTest', { number: message.number });
  const { number, urgency, kind, demo } = message.request;
  return t(demo ? 'outgoing:message.headDemo' : 'outgoing:message.head', {
    number,
    urgency: t(`outgoing:message.urgency.${urgency}`),
    kind: t(`outgoing:message.kind.${kind}`),
  });
}

/** A message in words, the number first and what may be cut last. */
export function messageLines(message: ChannelMessage, { mayBeRepeated }: Try, words: Wording): MessageLine[] {
  const alone = (value: string): MessageLine => ({ label: null, value });
  return [
    alone(headline(message, words)),
    ...(mayBeRepeated ? [alone(words.t('outgoing:message.repeated'))] : []),
    ...linesOf(message, words),
  ].filter(({ value }) => value !== '');
}

function linesOf(message: ChannelMessage, words: Wording): MessageLine[] {
  if (message.type === 'event') return eventLines(message.title, message.event, words);
  if (message.type === 'test') return testLines(message, words);
  const { report } = message.request;
  return report === undefined ? requestLines(message.request, words) : reportLines(message.request, report, words);
}

function testLines({ place, at, demo }: TestMessage, { t, list }: Wording): MessageLine[] {
  return [
    { label: null, value: t('outgoing:message.test') },
    {
      label: t('outgoing:message.label.place'),
      value: place.length === 0 ? t('outgoing:message.noPlace') : list(place.map(oneLine)),
    },
    { label: t('outgoing:message.label.at'), value: minute(at) },
    { label: null, value: demo ? t('outgoing:message.testDemo') : '' },
  ];
}

function requestLines(request: FiledRequest, words: Wording): MessageLine[] {
  const { t, list } = words;
  const line = (name: TextKeyBelow<'outgoing:message.label.'>, value: string): MessageLine => ({
    label: t(`outgoing:message.label.${name}`),
    value,
  });
  const { place, contact, symptoms, devices, wantedBy, needs = {} } = request;
  const promises = request.promises.map(({ promise, due, certainty, within }) => {
    // Who reads it has received it: what counts from then is said as a span.
    if (request.promisesFrom === 'receipt' && within !== undefined)
      return t('hours' in within ? 'outgoing:message.promisedHours' : 'outgoing:message.promisedWorkingDays', {
        promise: t(`outgoing:message.promise.${promise}`),
        count: 'hours' in within ? within.hours : within.workingDays,
      });
    return t(certainty === 'official' ? 'outgoing:message.promised' : 'outgoing:message.promisedUnsure', {
      promise: t(`outgoing:message.promise.${promise}`),
      time: minute(due),
    });
  });
  const found = symptoms.slice(0, MAX_SYMPTOMS).map(({ title, faultCode }) => {
    const code = faultCode === null ? '' : t('outgoing:message.faultCode', { code: faultCode });
    return `\n- ${oneLine(title)}${code}`;
  });
  const more = symptoms.length - found.length;
  const involved = devices
    .slice(0, MAX_DEVICES)
    .map(({ name, serial }) => oneLine(serial === null ? name : `${name} (${serial})`));
  const moreDevices = devices.length - involved.length;
  const andMore = (count: number) => (count > 0 ? t('outgoing:message.andMore', { count }) : '');
  return [
    line(
      'place',
      place === null ? t('outgoing:message.noPlace') : list([place.school, place.lab, place.seat].map(oneLine)),
    ),
    line('title', oneLine(request.title)),
    // Nobody who asks for something else was asked about it.
    line(
      'effect',
      isAboutFault(request.kind)
        ? list([t(`outgoing:message.scope.${request.scope}`), t(`outgoing:message.effect.${request.effect}`)])
        : '',
    ),
    line('promises', list(promises)),
    line('wantedBy', wantedBy === null ? '' : minute(wantedBy)),
    line('since', request.since === undefined ? '' : t(`outgoing:documents.sinceTerm.${request.since}`)),
    line('topic', oneLine(needs.topic ?? '')),
    line('group', oneLine(needs.group ?? '')),
    line('people', needs.people === undefined ? '' : String(needs.people)),
    line('symptoms', found.join('') + (more > 0 ? `\n- ${andMore(more)}` : '')),
    line('devices', list([...involved, ...(moreDevices > 0 ? [andMore(moreDevices)] : [])])),
    line('contact', contact === null ? '' : oneLine(`${contact.name} ${contact.phone}`)),
    line('filedAt', minute(request.filedAt)),
    line('description', request.description),
  ].filter(({ value }) => value !== '');
}

/** A report is not read in a chat: its facts, and by what the file that was handed in is recognised. */
function reportLines({ place, filedAt }: FiledRequest, report: HandedInReport, words: Wording): MessageLine[] {
  const { t, list } = words;
  const line = (name: TextKeyBelow<'outgoing:message.label.'>, value: string): MessageLine => ({
    label: t(`outgoing:message.label.${name}`),
    value,
  });
  const school = place === null ? [] : [place.school];
  const { kind, period, lab, decided, seats, problems, critical, supplements } = report;
  return [
    line('place', list([...school, lab].map(oneLine))),
    line(
      'inspection',
      t('outgoing:message.inspection', { kind: t(`outgoing:message.inspectionKind.${kind}`), period }),
    ),
    line('conclusion', t(`outgoing:message.decided.${decided}`)),
    line('problems', t('outgoing:message.problems', { seats, problems, critical })),
    line('supplements', supplements === 0 ? '' : String(supplements)),
    line('signedAt', minute(report.signedAt)),
    line('filedAt', minute(filedAt)),
    line('sha256', report.sha256),
    { label: null, value: t('outgoing:message.reportFile') },
  ].filter(({ value }) => value !== '');
}

function eventLines(title: string, event: RequestEvent, { t }: Wording): MessageLine[] {
  const line = (name: TextKeyBelow<'outgoing:message.label.'>, value: string): MessageLine => ({
    label: t(`outgoing:message.label.${name}`),
    value,
  });
  const by = t(`outgoing:message.role.${event.author.role}`);
  return [
    line('title', oneLine(title)),
    line('at', minute(event.at)),
    line('by', event.author.name === null ? by : oneLine(`${by} ${event.author.name}`)),
    line('plannedFor', event.plannedFor === null ? '' : minute(event.plannedFor)),
    line('satisfaction', event.satisfaction === null ? '' : String(event.satisfaction)),
    line('text', event.text),
  ].filter(({ value }) => value !== '');
}
