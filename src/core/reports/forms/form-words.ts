import { formatInstant } from '../../../shared/beijing-time.ts';
import type { Language } from '../../../shared/domain/language.ts';
import type { RequestEvent } from '../../../shared/domain/request-lifecycle.ts';
import type { FiledRequest } from '../../../shared/domain/service-request.ts';
import type { ServicePromise } from '../../../shared/domain/service-terms.ts';
import type { Translate, TranslateBelow } from '../../../shared/wording.ts';
import type { TextKeyBelow } from '../../../shared/locales/text-keys.ts';
import type { FormField } from './form-content.ts';

type FieldTag = TextKeyBelow<'outgoing:documents.field.'>;

/** Words of the forms in one language; a value that is not known becomes an empty text, a blank on paper. */
export interface FormWords {
  readonly language: Language;
  /** A text below `outgoing:documents`. */
  readonly say: TranslateBelow<'outgoing:documents.'>;
  /** A text below `terms`. */
  readonly term: TranslateBelow<'terms:'>;
  /** Instant in Beijing time, to the minute. */
  readonly moment: (instant: string | null) => string;
  /** With its scale, also where the number is left to be written. */
  readonly points: (satisfaction: number | null) => string;
  /** Half a row. The tag is also the name of its label. */
  readonly field: (tag: FieldTag, value: string | null | undefined) => FormField;
  /** A whole row. */
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
      const [year, month, day] = date.split('-');
      return say('moment', { year, month, day, time: time.slice(0, 5) });
    },
    points: (satisfaction) => say('points', { points: satisfaction ?? say('pointsBlank') }),
    field: (tag, value) => field(tag, value, false),
    wideField: (tag, value) => field(tag, value, true),
  };
}

/** Why a deadline is what it is, and how sure the working days behind it are where that is not certain. */
export function sourceOf({ reason, certainty }: ServicePromise, { say, language }: FormWords): string {
  const because = reason[language];
  if (certainty === 'official') return because;
  return say('withCertainty', { reason: because, certainty: say(`certainty.${certainty}`) });
}

/** Who did something: by name, else by role. */
export const authorOf = ({ author }: RequestEvent, { say }: FormWords): string =>
  author.name === null || author.name === '' ? say(`role.${author.role}`) : author.name;

/** What the event says, with the time agreed or the points given. */
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

/** Where the form comes from, in small print. */
export function notesOf({ run, publication, program }: FiledRequest, { say, moment }: FormWords): string[] {
  const made = say('byProgram', { program, version: publication.version, date: publication.date });
  return [
    say('beijingTime'),
    made,
    ...(run === null ? [] : [say('byRun', { run: run.id, time: moment(run.startedAt) })]),
  ];
}
