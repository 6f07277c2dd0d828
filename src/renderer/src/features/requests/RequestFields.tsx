import { NativeSelect, Stack, Text, TextInput, Textarea } from '@mantine/core';
import { type TextKeyBelow, keyFromData } from '../../../../shared/locales/text-keys.ts';
import {
  MOST_OF_A_DESCRIPTION,
  MOST_OF_A_TITLE,
  type RequestDraft,
} from '../../../../shared/domain/service-request.ts';
import { effectSchema, requestKindSchema, workSchema } from '../../../../shared/domain/service-terms.ts';
import { ContactFields } from '../../components/ContactFields.tsx';
import { useTexts } from '../../language/use-texts.ts';

interface RequestFieldsProps {
  readonly draft: RequestDraft;
  readonly onChange: (fields: Partial<RequestDraft>) => void;
  readonly onShow: (() => void) | null;
}

/** `datetime-local` holds civil time without a zone; here it is always the school's, UTC+8. */
const toCivil = (instant: string | null): string => instant?.slice(0, 16) ?? '';
const fromCivil = (civil: string): string | null => (civil === '' ? null : `${civil}:00+08:00`);

/** All other fields of the form, filled in as far as the program knows them. */
export function RequestFields({ draft, onChange, onShow }: RequestFieldsProps) {
  const t = useTexts('screen');
  const choices = <Term extends 'kind' | 'effect' | 'work'>(
    term: Term,
    values: readonly TextKeyBelow<`requests:terms.${Term}.`>[],
  ) => values.map((value) => ({ value, label: t(keyFromData(`requests:terms.${term}.${value}`)) }));
  return (
    <Stack gap="sm">
      <TextInput
        label={t('requests.form.title')}
        value={draft.title}
        maxLength={MOST_OF_A_TITLE}
        required
        error={draft.title.trim() === '' ? t('requests.form.titleMissing') : undefined}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
      />
      <Textarea
        label={t('requests.form.description')}
        description={t('requests.form.descriptionHelp')}
        value={draft.description}
        maxLength={MOST_OF_A_DESCRIPTION}
        size="lg"
        autosize
        minRows={3}
        maxRows={14}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
      />
      <NativeSelect
        size="lg"
        label={t('requests.form.kind')}
        data={choices('kind', requestKindSchema.options)}
        value={draft.kind}
        onChange={(event) => onChange({ kind: requestKindSchema.parse(event.currentTarget.value) })}
      />
      <NativeSelect
        size="lg"
        label={t('requests.form.effect')}
        data={choices('effect', effectSchema.options)}
        value={draft.effect}
        onChange={(event) => onChange({ effect: effectSchema.parse(event.currentTarget.value) })}
      />
      <NativeSelect
        size="lg"
        label={t('requests.form.work')}
        data={choices('work', workSchema.options)}
        value={draft.work}
        onChange={(event) => onChange({ work: workSchema.parse(event.currentTarget.value) })}
      />
      <TextInput
        type="datetime-local"
        label={t('requests.form.wantedBy')}
        description={t('requests.form.wantedByHelp')}
        value={toCivil(draft.wantedBy)}
        onChange={(event) => onChange({ wantedBy: fromCivil(event.currentTarget.value) })}
      />
      <Text fw={600}>{t('requests.form.contact')}</Text>
      <Text c="var(--color-text-secondary)">{t('requests.form.contactHelp')}</Text>
      <ContactFields contact={draft.contact} onChange={(contact) => onChange({ contact })} onShow={onShow} />
    </Stack>
  );
}
