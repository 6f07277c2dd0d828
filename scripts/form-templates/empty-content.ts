import type { FormContent, FormKind, FormRecord } from '../../src/core/reports/forms/form-content.ts';
import { FORMS } from '../../src/core/reports/forms/index.ts';
import type { Language } from '../../src/shared/domain/language.ts';
import { OUTGOING_TEXTS } from '../../src/shared/locales/outgoing.ts';
import { createI18n } from '../../src/shared/i18n.ts';
import { createWording } from '../../src/shared/wording.ts';

/** Any request will do: a template is made of the labels and tags of a form, never of its values. */
const ANY_REQUEST: FormRecord = {
  request: {
    id: '00000000000000000000000000',
    number: '-',
    filedAt: '2026-01-01T00:00:00+08:00',
    language: 'zh-CN',
    level: null,
    kind: 'technical',
    work: 'simple',
    urgency: 'normal',
    scope: 'seat',
    effect: 'none',
    title: '-',
    description: '',
    wantedBy: null,
    place: null,
    contact: null,
    symptoms: [],
    devices: [],
    run: null,
    publication: { version: 0, date: '2026-01-01', ageDays: 0, demo: false },
    program: '',
    promises: [],
    demo: false,
  },
  events: [],
  promises: [],
};

const i18n = createI18n('zh-CN', OUTGOING_TEXTS);

/** Shape of a form: its headings, labels and tags. */
export const shapeOf = (form: FormKind, language: Language): FormContent =>
  FORMS[form](ANY_REQUEST, createWording(i18n, language).t, language);
