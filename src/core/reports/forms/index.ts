import type { Language } from '../../../shared/domain/language.ts';
import type { Translate } from '../../../shared/wording.ts';
import type { FormContent, FormKind, FormRecord } from './form-content.ts';
import { handlingSheet } from './handling-sheet.ts';
import { requestForm } from './request-form.ts';

/** All forms by their kind. */
export const FORMS: Readonly<Record<FormKind, (record: FormRecord, t: Translate, language: Language) => FormContent>> =
  { 'request-form': requestForm, 'handling-sheet': handlingSheet };
