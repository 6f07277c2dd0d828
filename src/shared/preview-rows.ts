import { periodName } from './beijing-time.ts';
import { type PersonalKind, replacePersonal } from './domain/personal.ts';
import { type ServiceMessage, serviceMessageSchema } from './domain/request-lifecycle.ts';
import type { Wording } from './wording.ts';
import { keyFromData, type TextKey } from './locales/text-keys.ts';

/** One field of a message as a person reads it. */
export interface PreviewRow {
  /** Where it is in the message, list positions left out: `request.devices.serial`. */
  readonly path: string;
  readonly label: string;
  readonly value: string;
  /** A person can be recognised by it. */
  readonly personal: boolean;
  /** For machines and engineers: ids, versions, keys. */
  readonly technical: boolean;
}

/** Values that are words of the service, with the part of the locale file that holds them. */
const TERMS: Readonly<Record<string, string>> = {
  kind: 'terms.kind',
  work: 'terms.work',
  urgency: 'terms.urgency',
  scope: 'terms.scope',
  effect: 'terms.effect',
  campusZone: 'terms.zone',
  level: 'terms.level',
  promise: 'terms.promise',
  certainty: 'terms.certainty',
  decided: 'terms.decided',
  since: 'terms.since',
  promisesFrom: 'terms.promisesFrom',
};

/** What a teacher reads; the rest is folded away, but there. */
const PLAIN: ReadonlySet<string> = new Set([
  'request.number',
  'request.kind',
  'request.urgency',
  'request.scope',
  'request.effect',
  'request.title',
  'request.description',
  'request.wantedBy',
  'request.since',
  'request.needs.topic',
  'request.needs.group',
  'request.needs.people',
  'request.report.number',
  'request.report.period',
  'request.report.decided',
  'request.report.problems',
  'request.report.critical',
  'request.report.signedAt',
  'request.place.school',
  'request.place.lab',
  'request.place.seat',
  'request.contact.name',
  'request.contact.phone',
  'request.symptoms.title',
  'request.devices.name',
  'number',
  'title',
  'event.type',
  'event.text',
  'event.satisfaction',
  'event.author.name',
]);

/** A report asks for nothing: what is urgent, and for whom, is said of requests. */
const ONLY_OF_REQUESTS: ReadonlySet<string> = new Set([
  'request.kind',
  'request.urgency',
  'request.scope',
  'request.effect',
  'request.title',
]);

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+\+08:00$/;

/**
 * Every field of a message with its value as text: all of it, because it walks the message itself and not a list of fields
 * somebody thought of. Fields without a value are left out.
 */
export function previewRows(message: ServiceMessage, wording: Wording): PreviewRow[] {
  const personal = personalPaths(message);
  const isReport = message.type === 'request' && message.request.report !== undefined;
  const rows: PreviewRow[] = [];
  const walk = (value: unknown, path: readonly string[]): void => {
    if (value === null || value === '') return;
    if (Array.isArray(value)) {
      for (const entry of value) walk(entry, path);
      return;
    }
    if (typeof value === 'object') {
      for (const [key, field] of Object.entries(value)) walk(field, [...path, key]);
      return;
    }
    const name = path.join('.');
    rows.push({
      path: name,
      label: wording.t(labelOf(name, message)),
      value: worded(path, value as string | number | boolean, wording),
      personal: personal.has(name),
      technical: !PLAIN.has(name) || (isReport && ONLY_OF_REQUESTS.has(name)),
    });
  };
  walk(message, []);
  // That it travels as a request is nothing to read.
  return isReport ? rows.filter(({ path }) => path !== 'type') : rows;
}

/** A training has no time by which it is completed, but one at which it takes place. */
const labelOf = (name: string, message: ServiceMessage): TextKey =>
  name === 'request.wantedBy' && message.type === 'request' && message.request.kind === 'training'
    ? 'requests:field.trainingAt'
    : keyFromData(`requests:field.${name}`);

function worded(path: readonly string[], value: string | number | boolean, { t }: Wording): string {
  const key = path.at(-1)!;
  if (typeof value === 'boolean') return t(`requests:field.${value ? 'yes' : 'no'}`);
  if (key === 'type' && path.length === 1) return t(keyFromData(`requests:field.message.${value}`));
  if (path.join('.') === 'event.type') return t(keyFromData(`requests:events.${value}`));
  if (path.join('.') === 'request.report.kind') return t(keyFromData(`requests:terms.inspectionKind.${value}`));
  if (path.join('.') === 'request.report.period') return periodName(String(value), t);
  if (key === 'role') return t(keyFromData(`requests:author.${value}`));
  if (key === 'outcome') return t(keyFromData(`terms:outcome.${value}`));
  if (key === 'check') return t(`checks:${value}.name`);
  const terms = TERMS[key];
  if (terms !== undefined && !(typeof value === 'string' && INSTANT.test(value)))
    return t(keyFromData(`requests:${terms}.${value}`));
  return typeof value === 'string' && INSTANT.test(value) ? value.slice(0, 16).replace('T', ' ') : String(value);
}

function personalPaths(message: ServiceMessage): Set<string> {
  const marker = '\u0000personal';
  const paths = new Set<string>();
  const walk = (value: unknown, path: readonly string[]): void => {
    if (value === marker) paths.add(path.join('.'));
    else if (Array.isArray(value)) value.forEach((entry) => walk(entry, path));
    else if (value !== null && typeof value === 'object')
      for (const [key, field] of Object.entries(value)) walk(field, [...path, key]);
  };
  const mark = (_value: string, _kind: PersonalKind): string => marker;
  walk(replacePersonal(serviceMessageSchema, message, mark), []);
  return paths;
}
