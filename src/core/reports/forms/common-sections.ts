import type { TranslateBelow } from '../../../shared/wording.ts';
import { formatInstant, partsOfDate } from '../../../shared/beijing-time.ts';
import type { Language } from '../../../shared/domain/language.ts';
import {
  type RequestEvent,
  type RequestEventType,
  type RequestState,
  stateAfter,
} from '../../../shared/domain/request-lifecycle.ts';
import type { ServicePromise, WatchedPromise } from '../../../shared/domain/service-terms.ts';
import type { FiledRequest } from '../../../shared/domain/service-request.ts';
import { type TextKeyBelow, entriesOf } from '../../../shared/locales/text-keys.ts';
import type { Translate } from '../../../shared/wording.ts';
import { type FormContent, type FormField, type FormKind, type FormSection, PAGES } from './form-content.ts';

/** Empty device rows in a form without a check run. */
const BLANK_DEVICES = 2;

type Table = Extract<FormSection, { type: 'table' }>;

/** Columns by tag, with their share of the width in percent. */
export const columnsOf = (
  shares: Readonly<Partial<Record<TextKeyBelow<'outgoing:documents.column.'>, number>>>,
  { say }: FormWords,
): Table['columns'] => entriesOf(shares).map(([tag, share]) => ({ tag, label: say(`column.${tag}`), share }));

/** Rows numbered from 1. */
const numbered = (rows: readonly Record<string, string>[]): Table['rows'] =>
  rows.map((row, at) => ({ index: String(at + 1), ...row }));

/** Findings of the check run in the order they were shown; none where the request was written without one. */
function symptomsTable({ symptoms }: FiledRequest, words: FormWords): Table {
  return {
    type: 'table',
    tag: 'symptoms',
    heading: words.say('section.symptoms'),
    columns: columnsOf({ index: 8, symptom: 52, outcome: 14, faultCode: 26 }, words),
    rows: numbered(
      symptoms.map(({ title, outcome, faultCode }) => ({
        symptom: title,
        outcome: words.term(`outcome.${outcome}`),
        faultCode: faultCode ?? '',
      })),
    ),
    blankRows: symptoms.length === 0 ? 1 : 0,
  };
}

function devicesTable({ devices }: FiledRequest, words: FormWords): Table {
  return {
    type: 'table',
    tag: 'devices',
    heading: words.say('section.devices'),
    columns: columnsOf({ index: 8, device: 38, serial: 30, asset: 24 }, words),
    // Only the school knows the asset number: it is written in by hand.
    rows: numbered(devices.map(({ name, serial }) => ({ device: name, serial: serial ?? '', asset: '' }))),
    blankRows: devices.length === 0 ? BLANK_DEVICES : 0,
  };
}

export const foundSections = (request: FiledRequest, words: FormWords): Table[] => [
  symptomsTable(request, words),
  devicesTable(request, words),
];

/** Title, number, warning and small print, which are the same on every form about a request. */
export function frameOf(
  form: FormKind,
  request: FiledRequest,
  words: FormWords,
): Omit<FormContent, 'sections' | 'signatures'> {
  const { say, language } = words;
  const title = say(`form.${form}`);
  return {
    form,
    language,
    title,
    continued: say('continued', { title }),
    numberLabel: say('number'),
    number: request.number,
    code: codeOf(request),
    warning: request.demo ? say('demo') : '',
    signatureLabel: say('signature.name'),
    dateBlank: say('signature.dateBlank'),
    notes: notesOf(request, words),
    pages: say('pages', { pages: PAGES }),
  };
}

/** Fault codes in the QR code; more would make its modules too small for a phone. */
const MAX_CODES = 3;

/** Content of the QR code: the number, then the fault codes, by which the service desk finds the request. */
function codeOf({ number, symptoms }: FiledRequest): string {
  const codes = new Set(symptoms.flatMap(({ faultCode }) => faultCode ?? []));
  return [number, ...[...codes].slice(0, MAX_CODES)].join(' ');
}

type FieldTag = TextKeyBelow<'outgoing:documents.field.'>;

/** Texts of the forms in one language; an unknown value becomes an empty text, a blank on paper. */
export interface FormWords {
  readonly language: Language;
  /** A text below `outgoing:documents`. */
  readonly say: TranslateBelow<'outgoing:documents.'>;
  /** A text below `terms`. */
  readonly term: TranslateBelow<'terms:'>;
  /** Instant in Beijing time, to the minute. */
  readonly moment: (instant: string | null) => string;
  /** Satisfaction with its scale; null leaves a blank for the number. */
  readonly points: (satisfaction: number | null) => string;
  /** A field of half a row. The tag is also the key of its label. */
  readonly field: (tag: FieldTag, value: string | null | undefined) => FormField;
  /** A field of a whole row. */
  readonly wideField: (tag: FieldTag, value: string | null | undefined) => FormField;
}

export function formWords(t: Translate, language: Language): FormWords {
  const say: FormWords['say'] = (key, params) => t(`outgoing:documents.${key}`, params);
  const field = (tag: FieldTag, value: string | null | undefined, wide: boolean) => ({
    tag,
    label: say(`field.${tag}`),
    value: value ?? '',
    wide,
  });
  return {
    language,
    say,
    term: (key) => t(`terms:${key}`),
    moment(instant) {
      if (instant === null) return '';
      const [date = '', time = ''] = formatInstant(new Date(instant)).split('T');
      return say('moment', { ...partsOfDate(date, language), time: time.slice(0, 5) });
    },
    points: (satisfaction) => say('points', { points: satisfaction ?? say('pointsBlank') }),
    field: (tag, value) => field(tag, value, false),
    wideField: (tag, value) => field(tag, value, true),
  };
}

/** The reason of a deadline, and how certain its working days are unless the calendar is official. */
export function sourceOf({ reason, certainty }: ServicePromise, { say, language }: FormWords): string {
  const because = reason[language];
  if (certainty === 'official') return because;
  return say('withCertainty', { reason: because, certainty: say(`certainty.${certainty}`) });
}

/** What was asked for: the details of a training or a resource first, then the description. */
export function requestedText({ since, needs = {}, description }: FiledRequest, { say }: FormWords): string {
  const { topic, group, people } = needs;
  return [
    since === undefined ? '' : say('since', { since: say(`sinceTerm.${since}`) }),
    topic === undefined ? '' : say('needs.topic', { topic }),
    group === undefined ? '' : say('needs.group', { group }),
    people === undefined ? '' : say('needs.people', { people }),
    description,
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** A deadline; that of a request nobody has received yet counts from then. */
export const dueOf = ({ due, state }: WatchedPromise, { say, moment }: FormWords): string =>
  state === 'not-started' ? say('fromReceipt') : moment(due);

/** The author of an event: by name, else by role. */
export const authorOf = ({ author }: RequestEvent, { say }: FormWords): string =>
  author.name === null || author.name === '' ? say(`role.${author.role}`) : author.name;

/** The text of an event, with the agreed time or the points given. */
export function detailsOf({ text, plannedFor, satisfaction }: RequestEvent, words: FormWords): string {
  const { say, moment } = words;
  if (plannedFor !== null)
    return text === ''
      ? say('withPlanOnly', { time: moment(plannedFor) })
      : say('withPlan', { text, time: moment(plannedFor) });
  if (satisfaction !== null)
    return text === ''
      ? say('withRatingOnly', { points: satisfaction })
      : say('withRating', { text, points: satisfaction });
  return text;
}

/** Small print: which program, publication and check run the form is from. */
function notesOf({ run, publication, program }: FiledRequest, { say, moment }: FormWords): string[] {
  const made = say('byProgram', { program, version: publication.version, date: publication.date });
  return [
    say('beijingTime'),
    made,
    ...(run === null ? [] : [say('byRun', { run: run.id, time: moment(run.startedAt) })]),
  ];
}

/** The state of a request, derived from its events. */
export interface RequestHistory {
  /** Oldest first. */
  readonly events: readonly RequestEvent[];
  readonly state: RequestState;
  /** Latest event of these types since the request was last reopened. */
  readonly last: (...types: RequestEventType[]) => RequestEvent | undefined;
}

export function historyOf(given: readonly RequestEvent[]): RequestHistory {
  const events = given.toSorted(
    (one, other) => Date.parse(one.at) - Date.parse(other.at) || (one.id < other.id ? -1 : 1),
  );
  const state = events.reduce<RequestState>((before, { type }) => stateAfter(before, type) ?? before, 'filed');
  const current = events.slice(events.findLastIndex(({ type }) => type === 'reopened') + 1);
  return { events, state, last: (...types) => current.findLast(({ type }) => types.includes(type)) };
}
