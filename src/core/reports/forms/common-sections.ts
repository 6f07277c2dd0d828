import type { FiledRequest } from '../../../shared/domain/service-request.ts';
import { entriesOf, type TextKeyBelow } from '../../../shared/locales/text-keys.ts';
import { type FormContent, type FormKind, type FormSection, PAGES } from './form-content.ts';
import { type FormWords, notesOf } from './form-words.ts';

/** Empty lines in a form that no check filled. */
const BLANK_DEVICES = 2;

type Table = Extract<FormSection, { type: 'table' }>;

/** Columns from tag and share of the width, with their words. */
export const columnsOf = (
  shares: Readonly<Partial<Record<TextKeyBelow<'outgoing:documents.column.'>, number>>>,
  { say }: FormWords,
): Table['columns'] => entriesOf(shares).map(([tag, share]) => ({ tag, label: say(`column.${tag}`), share }));

/** Rows numbered from 1. */
const numbered = (rows: readonly Record<string, string>[]): Table['rows'] =>
  rows.map((row, at) => ({ index: String(at + 1), ...row }));

/** What the check run found, worst as it was shown; none where the request was written by hand. */
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
    // The asset number is the school's: written in by hand.
    rows: numbered(devices.map(({ name, serial }) => ({ device: name, serial: serial ?? '', asset: '' }))),
    blankRows: devices.length === 0 ? BLANK_DEVICES : 0,
  };
}

export const foundSections = (request: FiledRequest, words: FormWords): Table[] => [
  symptomsTable(request, words),
  devicesTable(request, words),
];

/** Title, number, warning and small print: the same on every form about a request. */
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
    mark: request.demo ? say('demo') : '',
    signatureLabel: say('signature.name'),
    dateBlank: say('signature.dateBlank'),
    notes: notesOf(request, words),
    pages: say('pages', { pages: PAGES }),
  };
}

/** More would make the dots of the picture too small for a phone. */
const MOST_CODES = 3;

/** The number, then the fault codes: what the service desk looks the request up by. */
function codeOf({ number, symptoms }: FiledRequest): string {
  const codes = new Set(symptoms.flatMap(({ faultCode }) => faultCode ?? []));
  return [number, ...[...codes].slice(0, MOST_CODES)].join(' ');
}
