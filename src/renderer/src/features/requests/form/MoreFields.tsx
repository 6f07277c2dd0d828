import { NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import {
  MOST_OF_A_DESCRIPTION,
  MOST_OF_A_TITLE,
  type RequestDraft,
} from '../../../../../shared/domain/service-request.ts';
import { effectSchema, requestKindSchema, workSchema } from '../../../../../shared/domain/service-terms.ts';
import { keyFromData, type TextKeyBelow } from '../../../../../shared/locales/text-keys.ts';
import { ContactFields } from '../ContactFields.tsx';
import { useSay, useWording } from '../../../language/wording-context.ts';

interface MoreFieldsProps {
  readonly draft: RequestDraft;
  readonly onChange: (fields: Partial<RequestDraft>) => void;
  readonly onShow: (() => void) | null;
}

/** `datetime-local` speaks civil time without a zone; here it is always the school's, UTC+8. */
const toCivil = (instant: string | null): string => instant?.slice(0, 16) ?? '';
const fromCivil = (civil: string): string | null => (civil === '' ? null : `${civil}:00+08:00`);

/** Everything else of the form; filled already as far as the program knows. */
export function MoreFields({ draft, onChange, onShow }: MoreFieldsProps) {
  const say = useSay();
  const { t } = useWording();
  const choices = <Term extends 'kind' | 'effect' | 'work'>(
    term: Term,
    values: readonly TextKeyBelow<`requests:terms.${Term}.`>[],
  ) => values.map((value) => ({ value, label: t(keyFromData(`requests:terms.${term}.${value}`)) }));
  return (
    <Stack gap="sm">
      <TextInput
        label={say('requests.form.title')}
        value={draft.title}
        maxLength={MOST_OF_A_TITLE}
        required
        error={draft.title.trim() === '' ? say('requests.form.titleMissing') : undefined}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
      />
      <Textarea
        label={say('requests.form.description')}
        description={say('requests.form.descriptionHelp')}
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
        label={say('requests.form.kind')}
        data={choices('kind', requestKindSchema.options)}
        value={draft.kind}
        onChange={(event) => onChange({ kind: requestKindSchema.parse(event.currentTarget.value) })}
      />
      <NativeSelect
        size="lg"
        label={say('requests.form.effect')}
        data={choices('effect', effectSchema.options)}
        value={draft.effect}
        onChange={(event) => onChange({ effect: effectSchema.parse(event.currentTarget.value) })}
      />
      <NativeSelect
        size="lg"
        label={say('requests.form.work')}
        data={choices('work', workSchema.options)}
        value={draft.work}
        onChange={(event) => onChange({ work: workSchema.parse(event.currentTarget.value) })}
      />
      <TextInput
        type="datetime-local"
        label={say('requests.form.wantedBy')}
        description={say('requests.form.wantedByHelp')}
        value={toCivil(draft.wantedBy)}
        onChange={(event) => onChange({ wantedBy: fromCivil(event.currentTarget.value) })}
      />
      <Text fw={600}>{say('requests.form.contact')}</Text>
      <Text c="#44506a">{say('requests.form.contactHelp')}</Text>
      <ContactFields contact={draft.contact} onChange={(contact) => onChange({ contact })} onShow={onShow} />
    </Stack>
  );
}
