import type { DecodedFaultCode } from './domain/fault-code.ts';
import type { WordedCause, Wording } from './wording.ts';
import { entriesOf } from './locales/text-keys.ts';

export interface WordedFaultCode {
  /** What the code says, as name and value, most useful first. */
  readonly lines: readonly { readonly name: string; readonly value: string }[];
  /** Why the check matters; null when only a newer program knows it. */
  readonly why: string | null;
  /** What may be the cause, and what to do about each, in the words of the guide. */
  readonly causes: readonly WordedCause[];
}

function subjectWords({ subject }: DecodedFaultCode, { t, modelName }: Wording): string {
  if (subject.kind !== 'model') return t(`terms:faultCode.about.${subject.kind}`);
  const names = subject.models.map(({ id, name }) => modelName(id, name));
  return names.length > 0 ? names.join(' / ') : t('terms:faultCode.unknownModel', { number: subject.number });
}

const STATION_WORDS = new Map([
  [true, 'sameStation'],
  [false, 'otherStation'],
  [null, 'noStation'],
] as const);

/** What a fault code says, as text in one language. */
export function wordFaultCode(decoded: DecodedFaultCode, wording: Wording): WordedFaultCode {
  const { t } = wording;
  const { check, checkNumber, outcome, day, sameStation, publicationVersion } = decoded;
  const values = {
    subject: subjectWords(decoded, wording),
    check: check === null ? t('terms:faultCode.unknownCheck', { number: checkNumber }) : t(`checks:${check}.name`),
    outcome: t(`terms:outcome.${outcome}`),
    day: day ?? t('terms:faultCode.noDay'),
    station: t(`terms:faultCode.${STATION_WORDS.get(sameStation)!}`),
    publication: t('terms:faultCode.version', { version: publicationVersion }),
  };
  return {
    lines: entriesOf(values).map(([name, value]) => ({ name: t(`terms:faultCode.${name}`), value })),
    why: check === null ? null : t(`checks:${check}.why`),
    causes: decoded.causes.map((cause) => wording.cause(cause, { device: values.subject, name: values.check })),
  };
}
