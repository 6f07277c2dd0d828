import type { Language } from '../../../shared/domain/language.ts';
import { isOpen } from '../../../shared/domain/open-requests.ts';
import type { Translate } from '../../../shared/wording.ts';
import {
  authorOf,
  columnsOf,
  detailsOf,
  dueOf,
  formWords,
  type FormWords,
  foundSections,
  frameOf,
  historyOf,
  type RequestHistory,
  requestedText,
  sourceOf,
} from './common-sections.ts';
import { type FormContent, formContentSchema, type FormRecord, type FormSection } from './form-content.ts';

/** Empty progress rows of an open request, to be filled in by hand. */
const BLANK_PROGRESS = 3;

/** 教师用户问题处理单: what happened, what was done about it and when, how it ended, how the teacher rates it. */
export function handlingSheet(record: FormRecord, t: Translate, language: Language): FormContent {
  const words = formWords(t, language);
  const history = historyOf(record.events);
  const { request } = record;
  return formContentSchema.parse({
    ...frameOf('handling-sheet', request, words),
    sections: [
      basics(record, history, words),
      {
        type: 'text',
        tag: 'description',
        heading: words.say('section.problem'),
        text: requestedText(request, words),
        lines: 4,
      },
      ...foundSections(request, words),
      progress(history, words),
      {
        type: 'text',
        tag: 'solution',
        heading: words.say('section.solution'),
        text: history.last('resolved')?.text ?? '',
        lines: 4,
      },
      promises(record, words),
      completion(history, words),
    ],
    signatures: [
      { who: words.say('signature.handler'), stamp: null },
      { who: words.say('signature.teacher'), stamp: null },
      { who: words.say('signature.school'), stamp: words.say('signature.seal') },
    ],
  } satisfies FormContent);
}

function basics({ request }: FormRecord, history: RequestHistory, words: FormWords): FormSection {
  const { say, moment, field, wideField } = words;
  const { place, contact } = request;
  const handler = history.events.findLast(({ author }) => author.role === 'engineer' && author.name !== null);
  return {
    type: 'fields',
    heading: say('section.basics'),
    fields: [
      wideField('title', request.title),
      field('school', place?.school),
      field('lab', place?.lab),
      field('seat', place?.seat),
      field('teacher', contact?.name),
      field('contactPhone', contact?.phone),
      field('kind', say(`kind.${request.kind}`)),
      field('urgency', say(`urgency.${request.urgency}`)),
      field('scope', say(`scope.${request.scope}`)),
      field('effect', say(`effect.${request.effect}`)),
      field('handler', handler?.author.name),
      field('foundAt', moment(request.run?.startedAt ?? null)),
      field('reportedAt', moment(request.filedAt)),
      wideField('state', say(`state.${history.state}`)),
    ],
  };
}

function progress({ events, state }: RequestHistory, words: FormWords): FormSection {
  const { say, moment } = words;
  return {
    type: 'table',
    tag: 'progress',
    heading: say('section.progress'),
    columns: columnsOf({ at: 23, event: 15, author: 15, text: 47 }, words),
    rows: events.map((event) => ({
      at: moment(event.at),
      event: say(`event.${event.type}`),
      author: authorOf(event, words),
      text: detailsOf(event, words),
    })),
    blankRows: isOpen(state) ? BLANK_PROGRESS : 0,
  };
}

function promises({ promises: watched }: FormRecord, words: FormWords): FormSection {
  const { say, moment } = words;
  return {
    type: 'table',
    tag: 'promises',
    heading: say('section.kept'),
    columns: columnsOf({ promise: 15, due: 22, doneAt: 22, promiseState: 14, source: 27 }, words),
    rows: watched.map((promise) => ({
      promise: say(`promise.${promise.promise}`),
      due: dueOf(promise, words),
      doneAt: moment(promise.doneAt),
      promiseState: say(`promiseState.${promise.state}`),
      source: sourceOf(promise, words),
    })),
    blankRows: watched.length === 0 ? 1 : 0,
  };
}

function completion({ last }: RequestHistory, words: FormWords): FormSection {
  const { say, moment, points, field, wideField } = words;
  const followedUp = last('followed-up');
  // The teacher's own rating has precedence over the one reported to the service desk.
  const satisfaction = last('rated')?.satisfaction ?? followedUp?.satisfaction ?? null;
  return {
    type: 'fields',
    heading: say('section.completion'),
    fields: [
      field('resolvedAt', moment(last('resolved')?.at ?? null)),
      field('closedAt', moment(last('closed')?.at ?? null)),
      field('followedUpAt', moment(followedUp?.at ?? null)),
      field('satisfaction', points(satisfaction)),
      wideField('followUpResult', followedUp?.text),
    ],
  };
}
