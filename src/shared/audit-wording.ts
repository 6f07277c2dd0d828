import type { i18n } from 'i18next';
import type { Language } from './domain/language.ts';
import type { AuditEntry } from './domain/pins.ts';
import type { TextKeyBelow } from './locales/text-keys.ts';

/** An entry of the audit log as people read it. */
interface AuditWords {
  readonly who: string;
  readonly what: string;
}

/**
 * What a procedure or command did, in words; one of another release keeps its name.
 * @param texts with the texts of roles. @param language in which they are.
 */
export function auditWords(texts: i18n, language: Language, { role, what, procedure }: AuditEntry): AuditWords {
  const say = (key: TextKeyBelow<'roles:'>, params?: Record<string, unknown>): string =>
    texts.t(`roles:${key}`, { lng: language, ...params });
  const who = role === null ? say('audit.nobody') : say(`role.${role}`);
  if (procedure === null) return { who, what: say(`audit.what.${what}`) };
  if (what === 'taken-over')
    return {
      who,
      what: texts.t('terms:labelled', { lng: language, name: say('audit.what.taken-over'), value: procedure }),
    };
  const key = `roles:audit.calls.${procedure.replaceAll(/[. ]/g, '-')}`;
  const call = texts.exists(key, { lng: language }) ? texts.t(key, { lng: language }) : procedure;
  return { who, what: what === 'refused' ? say('audit.refusedCall', { call }) : call };
}
