import type { i18n } from 'i18next';
import { partsWithoutHeadset } from './answering-parts.ts';
import { type EvidenceKind, evidenceKind } from './domain/check-terms.ts';
import type { RecognisedDevice } from './domain/device.ts';
import type { Evidence, Finding, Outcome } from './domain/finding.ts';
import type { PublishedCauses } from './domain/guide.ts';
import type { Language } from './domain/language.ts';
import { type Problem, foreignProblem, problemParam } from './domain/problem.ts';
import { type TextKey, type TextKeyBelow, keyFromData } from './locales/text-keys.ts';
import { rangeInWords, versionInWords } from './range-words.ts';

/** Values that every finding has; what else there is depends on its evidence. */
export const VALUES_OF_EVERY_FINDING = ['device', 'name', 'place'] as const;

const PARAMETER = /\{\{(.*?)\}\}/g;

/** Names between double braces, in their order. */
export const parametersIn = (text: string): string[] =>
  [...text.matchAll(PARAMETER)].map(([, name = '']) => name.trim());

/**
 * Puts values into a published text, once: braces within a value stay as they are.
 * @returns null where there is no text, or it asks for a value that is not there; braces are never shown to anybody.
 */
function fillIn(text: string | undefined, values: Readonly<Record<string, string>>): string | null {
  if (text === undefined || parametersIn(text).some((name) => !Object.hasOwn(values, name))) return null;
  return text.replaceAll(PARAMETER, (_, name: string) => values[name.trim()]!);
}

/** The same for steps, which are shown completely or not at all. */
function fillInAll(texts: readonly string[] | undefined, values: Readonly<Record<string, string>>): string[] | null {
  const filled = texts?.map((text) => fillIn(text, values)) ?? [null];
  return filled.every((text) => text !== null) ? filled : null;
}

/** Looks up one text by its key and puts parameters into it. */
type Lookup<Key> = (key: Key, params?: Record<string, unknown>) => string;
/** Looks up any text, by `namespace:key`. */
export type Translate = Lookup<TextKey>;
/** Looks up the texts below a prefix: `TranslateBelow<'screen:'>` takes `check.start`. */
export type TranslateBelow<Prefix extends string> = Lookup<TextKeyBelow<Prefix>>;

/** Up to its first full stop, which is left out. */
const firstSentence = (text: string): string => /^.*?(?=。|\.(?:\s|$)|$)/s.exec(text)![0];

type Devices = readonly RecognisedDevice[];
type NamedDevice = Pick<RecognisedDevice, 'model' | 'name' | 'vendor'>;
type AnsweringDevice = NamedDevice & Pick<RecognisedDevice, 'kind' | 'parts'>;

export interface WordedFinding {
  readonly name: string;
  readonly why: string;
  readonly title: string;
  /** Null when there is nothing to explain. */
  readonly cause: string | null;
  readonly teacher: readonly string[];
  readonly engineer: readonly string[];
}

/** What there is to say of a cause where no finding is at hand: a value that is not known is an ellipsis. */
export type WordedCause = Pick<WordedFinding, 'teacher' | 'engineer'> & { readonly cause: string };

export interface WordedProblem {
  readonly title: string;
  readonly next: string;
}

/** Turns keys and data into text of one language. */
export interface Wording {
  readonly language: Language;
  readonly t: Translate;
  readonly deviceName: (device: NamedDevice) => string;
  /** What is there of a device: where nothing of a headset answers but what is around it, that is named. */
  readonly whatIsThere: (device: AnsweringDevice) => string;
  /** A model by its id and the name the catalogue gives it. */
  readonly modelName: (model: string, name: string) => string;
  /** What a finding is about: a device, an expected model, this PC or the seat. */
  readonly subjectName: (finding: Finding, devices: Devices) => string;
  readonly partNames: (roles: readonly string[]) => string;
  /** A name with its value, `原因：…`. */
  readonly labelled: (name: string, value: string) => string;
  readonly list: (items: readonly string[]) => string;
  /** Any of these roles: `the engineer or the administrator`; without any that is known, somebody who may. */
  readonly anyOf: (roles: readonly string[]) => string;
  readonly finding: (finding: Finding, devices: Devices) => WordedFinding;
  /** @param values of the finding, as far as they are known. */
  readonly cause: (id: string, values: Readonly<Record<string, string>>) => WordedCause;
  readonly problem: (problem: Problem) => WordedProblem;
  /** Label and value of each piece of evidence, as text. */
  readonly evidence: (finding: Finding, devices: Devices) => { name: string; value: string }[];
}

/** The device catalogue is written in it; `models` repeats its names there to know what is overridden. */
const CATALOGUE_LANGUAGE: Language = 'en';
/** `USB3.0 Hub (2-4)`: where it is by the system's number is evidence for engineers. Both halves of a hub have one name. */
const withoutPlaces = (names: readonly string[]): string[] => [
  ...new Set(names.map((name) => name.replace(/ \([\w.:/]+-[\d.]+\)$/, ''))),
];
/** Findings about expected equipment have `<model>@station` for their subject. */
const expectedModelOf = (finding: Finding): string => finding.subject.replace(/@station$/, '');
/** Of a port with something in it that nobody recognised. */
const isOfPort = ({ subject }: Finding): boolean => subject.startsWith('port@');
/** Kinds whose value is one text with a word of its own. */
const SINGLE_KINDS: ReadonlySet<EvidenceKind> = new Set([
  'model',
  'speed',
  'mode',
  'probe',
  'defect',
  'firmwarePolicy',
  'firmwareGap',
  'encryption',
  'timeFrom',
  'unread',
]);
const gigabytes = (bytes: number) => `${(bytes / 1024 ** 3).toFixed(1)} GB`;

/** @param published words for causes that win over those of the program, field by field. */
export function createWording(instance: i18n, language: Language, published: PublishedCauses = {}): Wording {
  const t: Translate = (key: string, params) => instance.t(key, { lng: language, ...params });
  const texts = (key: string, params: Record<string, unknown>): string[] => {
    const found: unknown = instance.t(key, { lng: language, returnObjects: true, ...params });
    return Array.isArray(found) ? (found as string[]) : [];
  };
  const exists = (key: string) => instance.exists(key, { lng: language });
  /** What helps with a USB-C plug comes second, unless the cable is known to have another one. */
  const teacherSteps = (
    cause: `causes:${string}`,
    params: Record<string, unknown>,
    plug?: RecognisedDevice['plug'],
  ) => {
    const [first, ...rest] = texts(`${cause}.teacher`, params);
    const turn = plug !== 'usb-a' && exists(`${cause}.usbC`) ? [t(keyFromData(`${cause}.usbC`), params)] : [];
    return first === undefined ? [] : [first, ...turn, ...rest];
  };
  const list = (items: readonly string[]) => items.join(t('terms:listSeparator'));
  const anyOf = (roles: readonly string[]) => {
    const known = roles.filter((role) => exists(`problems:whose.${role}`));
    const names = (known.length === 0 ? ['other'] : known).map((role) => t(keyFromData(`problems:whose.${role}`)));
    return new Intl.ListFormat(language, { type: 'disjunction' }).format(names);
  };
  const labelled: Wording['labelled'] = (name, value) => t('terms:labelled', { name, value });
  /** Two of a name are said once, with their number. */
  const partNames = (roles: readonly string[]) => {
    const names = Map.groupBy(roles, (role) => t(`devices:part.${role}`));
    return list([...names].map(([name, same]) => (same.length === 1 ? name : `${name} × ${same.length}`)));
  };
  /** A catalogue name that is a description rather than a brand is said in the language of whoever looks. */
  const modelName = (model: string, name: string): string => {
    const key = `models:${model}` as const;
    return exists(key) && instance.t(key, { lng: CATALOGUE_LANGUAGE }) === name ? t(key) : name;
  };
  const deviceName = (device: NamedDevice): string => {
    if (device.model !== 'unknown') return modelName(device.model, device.name ?? device.model);
    const unknown = device.vendor === null ? t('devices:unknown') : t('devices:unknownOf', { vendor: device.vendor });
    return device.name === null ? unknown : `${device.name} (${unknown})`;
  };
  const whatIsThere = (device: AnsweringDevice): string => {
    const parts = partsWithoutHeadset(device);
    if (parts.length === 0) return deviceName(device);
    const carrier = (['link-box', 'cable'] as const).find((piece) => parts.some((part) => part.piece === piece));
    const part =
      carrier === undefined ? partNames(parts.map(({ role }) => role)) : t(`devices:piece.${carrier}`).toLowerCase();
    return t('devices:partOf', { device: deviceName(device), part });
  };

  const wordedNeed = (need: string): string => {
    const [, amount, unit] = /^(\S+) (GB|CPU)$/.exec(need) ?? [];
    return amount === undefined ? need : t(unit === 'GB' ? 'terms:need.memory' : 'terms:need.processor', { amount });
  };
  const wordedList = (kind: EvidenceKind | null, values: string[], finding: Finding, devices: Devices): string => {
    if (kind === 'roles') return partNames(values);
    if (kind === 'component' || kind === 'profiles')
      return list(values.map((value) => t(keyFromData(`terms:${kind}.${value}`))));
    if (kind === 'needs') return list(values.map(wordedNeed));
    const own = devices.find(({ subject }) => subject === finding.subject);
    if (kind === 'models' && own?.candidates.length === values.length)
      return list(values.map((name, position) => modelName(own.candidates[position]!, name)));
    return list(values.map((entry) => nameOfSubject(entry, devices) ?? entry));
  };
  const wordedText = (kind: EvidenceKind, value: string, finding: Finding): string => {
    if (kind === 'model') return modelName(expectedModelOf(finding), value);
    if (kind === 'speed' || kind === 'mode') return t(keyFromData(`devices:${kind}.${value}`));
    return t(keyFromData(`terms:${kind}.${value}`));
  };
  /** Findings of other releases may hold values that are not of the kind: those are shown as they are. */
  const worded = (key: string, value: Evidence[string], finding: Finding, devices: Devices): string => {
    const kind = evidenceKind(key);
    if (Array.isArray(value)) return wordedList(kind, value, finding, devices);
    if (key === 'required' && typeof value === 'string') return rangeInWords(value, t);
    if (kind === 'bytes' && typeof value === 'number') return gigabytes(value);
    if (kind !== null && typeof value === 'string' && SINGLE_KINDS.has(kind)) return wordedText(kind, value, finding);
    if (value !== null && typeof value === 'object') return value[language];
    return value === null ? '–' : String(value);
  };

  /** Two of a kind are distinguished by the port they are plugged into. */
  const nameOfSubject = (subject: string, devices: Devices): string | null => {
    const device = devices.find((it) => it.subject === subject);
    if (device === undefined) return null;
    const alike = devices.filter((other) => other.model === device.model && other.kind === device.kind).length > 1;
    return alike && device.port !== null ? `${deviceName(device)} (${device.port})` : deviceName(device);
  };

  const subjectName = (finding: Finding, devices: Devices): string => {
    const device = nameOfSubject(finding.subject, devices);
    if (device !== null) return device;
    if (isOfPort(finding)) return t('devices:inPort');
    const { model, found } = finding.evidence;
    if (typeof model === 'string') return worded('model', model, finding, devices);
    if (Array.isArray(found) && found.length > 0) return worded('found', found, finding, devices);
    return t(finding.subject === 'host' ? 'devices:host' : 'devices:station');
  };

  const problem = (given: Problem): WordedProblem => {
    const { code, params } = given;
    const text = (name: string): string => String(problemParam(given, name) ?? '');
    const reason = text('reason');
    const known = exists(`problems:reason.${reason}`) ? reason : 'other';
    const [library] = text('detail').split(':');
    const remedy = exists(`problems:remedy.${library}`) ? library : 'other';
    const field = text('field');
    const values: Record<string, unknown> = {
      ...params,
      fieldName: exists(`problems:fieldName.${field}`) ? t(keyFromData(`problems:fieldName.${field}`)) : field,
      reason: t(keyFromData(`problems:reason.${known}`)),
      remedy: t(keyFromData(`problems:remedy.${remedy}`)),
      whose: anyOf(text('roles').split(' ')),
    };
    // One problem behind another, e.g. why a stored publication was passed over.
    const cause = text('because');
    if (cause !== '') values['because'] = t(keyFromData(`problems:${cause}.title`), values);
    const title = t(keyFromData(`problems:${code}.title`), values);
    const next = t(keyFromData(`problems:${code}.next`), values);
    // Which records it is about, where that is known.
    const which = text('which');
    return { title: which === '' ? title : labelled(title, list(which.split(' '))), next };
  };

  return {
    language,
    t,
    deviceName,
    whatIsThere,
    modelName,
    subjectName,
    partNames,
    list,
    anyOf,
    labelled,
    cause(id, known) {
      const own = published[id]?.[language];
      const fill = (text: string) => text.replaceAll(PARAMETER, (_, name: string) => known[name.trim()] ?? '…');
      const raw = { skipInterpolation: true };
      return {
        cause: fill(own?.text ?? t(`causes:${id}.text`, raw)),
        teacher: (own?.teacher ?? teacherSteps(`causes:${id}`, raw)).map(fill),
        engineer: (own?.engineer ?? texts(`causes:${id}.engineer`, raw)).map(fill),
      };
    },
    problem,
    finding(finding, devices) {
      const values: Record<string, string> = Object.fromEntries(
        Object.entries(finding.evidence).map(([key, value]) => [key, worded(key, value, finding, devices)]),
      );
      const { hubs, versionDay } = finding.evidence;
      if (typeof versionDay === 'string')
        values['version'] = versionInWords({ text: values['version'] ?? '', day: versionDay }, t);
      if (Array.isArray(hubs)) values['hubs'] = list(withoutPlaces(hubs));
      values['name'] = t(`checks:${finding.check}.name`);
      values['device'] = subjectName(finding, devices);
      values['place'] = isOfPort(finding) ? t('devices:aPort') : t('devices:portOf', { device: values['device'] });
      const { code, detail } = finding.evidence;
      if (typeof code === 'string')
        values['problem'] = problem(foreignProblem(code, { detail: typeof detail === 'string' ? detail : '' })).title;
      const cause = finding.cause === null ? null : (`causes:${finding.cause}` as const);
      const own = finding.cause === null ? undefined : published[finding.cause]?.[language];
      const outcome: Outcome = finding.outcome;
      const plug = devices.find(
        ({ subject, model }) => subject === finding.subject || `${model}@station` === finding.subject,
      )?.plug;
      return {
        name: t(`checks:${finding.check}.name`),
        why: t(`checks:${finding.check}.why`),
        // Where a cause says better what was found, it brings a title of its own.
        title: closed(
          t(
            cause !== null && exists(`${cause}.title`) ? `${cause}.title` : `checks:${finding.check}.${outcome}`,
            values,
          ),
        ),
        cause: cause === null ? null : closed(fillIn(own?.text, values) ?? t(`${cause}.text`, values)),
        teacher: cause === null ? [] : (fillInAll(own?.teacher, values) ?? teacherSteps(cause, values, plug)),
        engineer: cause === null ? [] : (fillInAll(own?.engineer, values) ?? texts(`${cause}.engineer`, values)),
      };
    },
    evidence: (finding, devices) =>
      Object.entries(finding.evidence)
        .filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0))
        .map(([key, value]) => ({ name: t(`terms:evidence.${key}`), value: worded(key, value, finding, devices) })),
  };
}

/** Without the space of a template after a name that ends in a Chinese bracket. */
const closed = (text: string): string => text.replaceAll(/([）】》”]) +/g, '$1');

/** A finding in one line: its title, with what the first sentence of the cause says beyond it in brackets. */
export function briefly({ finding: word, t }: Wording, finding: Finding, devices: Devices): string {
  const { name, title, cause } = word(finding, devices);
  if (cause === null) return title;
  const more = beyond(firstSentence(cause), title, name);
  return more === '' ? title : `${title}${t('requests:draft.because', { cause: more })}`;
}

/** A sentence without its beginning where a title says that already, and without brackets in which nothing else is left. */
function beyond(sentence: string, title: string, name: string): string {
  const said = [title, title.replace(name, '').replace(/^[：:]\s*/, '')].find((start) => sentence.startsWith(start));
  if (said === undefined) return sentence;
  const rest = sentence
    .slice(said.length)
    .replace(/^\s*[：:，,;；]\s*/, '')
    .trim();
  return /^[（(]([^（(）)]*)[）)]/.exec(rest)?.[1] ?? rest;
}
