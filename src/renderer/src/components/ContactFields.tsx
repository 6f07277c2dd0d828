import { TextInput } from '@mantine/core';
import type { Contact } from '../../../shared/domain/service-request.ts';
import { useTexts } from '../language/use-texts.ts';
import { ShowPersonal } from './ShowPersonal.tsx';

interface ContactFieldsProps {
  readonly contact: Contact | null;
  /** Called with null when both fields are empty. */
  readonly onChange: (contact: Contact | null) => void;
  /** Requests the readable contact while this one is masked; null when it is readable and can be changed. */
  readonly onShow: (() => void) | null;
  /** What is wrong with the phone number. */
  readonly phoneError?: string | null;
}

/** Id of the field of the phone number. */
export const PHONE_FIELD = 'contact-phone';

/** Name and phone of the contact; both may stay empty. */
export function ContactFields({ contact, onChange, onShow, phoneError = null }: ContactFieldsProps) {
  const t = useTexts('screen');
  const masked = onShow === null ? {} : { readOnly: true, description: t('personal.masked') };
  const { name, phone } = contact ?? { name: '', phone: '' };
  const change = (changed: Contact) =>
    onChange(changed.name.trim() === '' && changed.phone.trim() === '' ? null : changed);
  return (
    <>
      <TextInput
        label={t('requests.form.contactName')}
        {...masked}
        value={name}
        maxLength={40}
        autoComplete="off"
        onChange={(event) => change({ name: event.currentTarget.value, phone })}
      />
      <TextInput
        id={PHONE_FIELD}
        label={t('requests.form.contactPhone')}
        {...masked}
        error={phoneError}
        value={phone}
        maxLength={40}
        inputMode="tel"
        autoComplete="off"
        onChange={(event) => change({ name, phone: event.currentTarget.value })}
      />
      {onShow !== null && <ShowPersonal what="contact" onShow={onShow} />}
    </>
  );
}
