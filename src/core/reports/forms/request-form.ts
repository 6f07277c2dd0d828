import type { Language } from '../../../shared/domain/language.ts';
import { isAboutFault } from '../../../shared/domain/request-completeness.ts';
import type { ServicePromise } from '../../../shared/domain/service-terms.ts';
import type { Translate } from '../../../shared/wording.ts';
import {
  authorOf,
  columnsOf,
  dueOf,
  formWords,
  type FormWords,
  foundSections,
  frameOf,
  historyOf,
  requestedText,
  sourceOf,
} from './common-sections.ts';
import { type FormContent, formContentSchema, type FormRecord, type FormSection } from './form-content.ts';

/** 现场服务需求登记表: what is asked for, what was promised, and how the service accepts it. */
export function requestForm(record: FormRecord, t: Translate, language: Language): FormContent {
  const words = formWords(t, language);
  const { request } = record;
  return formContentSchema.parse({
    ...frameOf('request-form', request, words),
    sections: [
      basics(record, words),
      {
        type: 'text',
        tag: 'description',
        heading: words.say('section.description'),
        text: requestedText(request, words),
        lines: 5,
      },
      ...foundSections(request, words),
      promises(record, words),
      ...acceptance(record, words),
    ],
    signatures: [
      { who: words.say('signature.school'), stamp: words.say('signature.seal') },
      { who: words.say('signature.service'), stamp: words.say('signature.seal') },
    ],
  } satisfies FormContent);
}

const NOT_ASKED = '—';

function basics({ request }: FormRecord, words: FormWords): FormSection {
  const { say, moment, field, wideField } = words;
  const { place, contact } = request;
  // Nobody was asked for it: a blank would be one to fill in by hand.
  const ofFault = (text: string | undefined) => (isAboutFault(request.kind) ? text : NOT_ASKED);
  return {
    type: 'fields',
    heading: say('section.basics'),
    fields: [
      wideField('title', request.title),
      field('school', place?.school),
      field('campusZone', place === null ? '' : say(`campusZone.${place.campusZone}`)),
      field('lab', place?.lab),
      field('seat', ofFault(place?.seat)),
      field('contactName', contact?.name),
      field('contactPhone', contact?.phone),
      field('kind', say(`kind.${request.kind}`)),
      field('work', request.kind === 'training' ? NOT_ASKED : say(`work.${request.work}`)),
      field('urgency', say(`urgency.${request.urgency}`)),
      field('scope', ofFault(say(`scope.${request.scope}`))),
      wideField('effect', ofFault(say(`effect.${request.effect}`)) ?? ''),
      field('filedAt', moment(request.filedAt)),
      field(request.kind === 'training' ? 'trainingAt' : 'wantedBy', moment(request.wantedBy)),
    ],
  };
}

/** What was promised at filing; where promises count from the receipt, as they stand since then. */
function promises({ request, promises: watched }: FormRecord, words: FormWords): FormSection {
  const dueNow = (promise: ServicePromise): string => {
    const since = request.promisesFrom === undefined ? undefined : watched.find((it) => it.promise === promise.promise);
    return since === undefined ? words.moment(promise.due) : dueOf(since, words);
  };
  return {
    type: 'table',
    tag: 'promises',
    heading: words.say('section.promises'),
    columns: columnsOf({ promise: 22, due: 30, source: 48 }, words),
    rows: request.promises.map((promise) => ({
      promise: words.say(`promise.${promise.promise}`),
      due: dueNow(promise),
      source: sourceOf(promise, words),
    })),
    blankRows: request.promises.length === 0 ? 1 : 0,
  };
}

function acceptance({ events }: FormRecord, words: FormWords): FormSection[] {
  const { say, moment, field } = words;
  const { last } = historyOf(events);
  const accepted = last('acknowledged', 'rejected');
  const scheduled = last('scheduled');
  const handler = last('started') ?? scheduled;
  return [
    {
      type: 'fields',
      heading: say('section.acceptance'),
      fields: [
        field('acknowledgedAt', moment(accepted?.at ?? null)),
        field('acknowledgedBy', accepted === undefined ? '' : authorOf(accepted, words)),
        field('plannedFor', moment(scheduled?.plannedFor ?? null)),
        field('handler', handler?.author.role === 'engineer' ? handler.author.name : ''),
      ],
    },
    {
      type: 'text',
      tag: 'arrangement',
      heading: say('section.arrangement'),
      text: [accepted?.text, scheduled?.text].filter((text) => text !== undefined && text !== '').join('\n'),
      lines: 3,
    },
  ];
}
