import { TextInput } from '@mantine/core';
import type { Contact } from '../../../shared/domain/service-request.ts';
import { ShowPersonal } from './ShowPersonal.tsx';
import { useTexts } from '../language/use-texts.ts';

interface ContactFieldsProps {
  readonly contact: Contact | null;
  /** Null when both fields are empty: there is nobody to call. */
  readonly onChange: (contact: Contact | null) => void;
  /** Asks for the readable contact where this one is masked; null where it can be read and changed. */
  readonly onShow: (() => void) | null;
}

/** Whom to call; both fields may stay empty. */
export function ContactFields({ contact, onChange, onShow }: ContactFieldsProps) {
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
        label={t('requests.form.contactPhone')}
        {...masked}
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
