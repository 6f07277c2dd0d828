import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import type { ChannelReport } from '../../../../../shared/domain/channel-entry.ts';
import { useTexts } from '../../../language/use-texts.ts';
import { type ChannelDraft, placeOf, SECURITIES, withAddress, withSecurity } from './channel-draft.ts';

export const channelField = (field: string): string => `channel-${field}`;

interface ChannelFieldsProps {
  readonly draft: ChannelDraft;
  /** The channel that is changed; null: a new one. */
  readonly stored: ChannelReport | null;
  /** It has to be filled in. */
  readonly isNeeded: (field: string) => boolean;
  /** Why a field was refused, by its name. */
  readonly errorOf: (field: string) => string | null;
  readonly onChange: (draft: ChannelDraft) => void;
}

/** Far beyond anything a field may hold: what is too long is refused in words, not cut off while it is pasted. */
const MAX_LENGTH = 20_000;

/** The fields of the chosen kind. */
export function ChannelFields(props: ChannelFieldsProps) {
  const { draft, stored, isNeeded, errorOf, onChange } = props;
  const t = useTexts('channels');
  const { kind } = draft;
  if (kind === 'smtp') return <MailFields {...props} />;
  const common = { maxLength: MAX_LENGTH, autoComplete: 'off', spellCheck: false } as const;
  if (kind === 'folder')
    return (
      <TextInput
        {...common}
        id={channelField('folder')}
        required={isNeeded('folder')}
        label={t('field.folder')}
        description={t('help.folder')}
        value={draft.folder}
        error={errorOf('folder')}
        onChange={(event) => onChange({ ...draft, folder: event.currentTarget.value })}
      />
    );
  const isKept = stored !== null && kind !== 'webhook';
  return (
    <>
      <TextInput
        {...common}
        id={channelField('address')}
        required={isNeeded('address')}
        label={t('field.address')}
        description={isKept ? t('help.addressKept', { place: placeOf(stored.settings) }) : t(`help.address.${kind}`)}
        inputMode="url"
        value={draft.address}
        error={errorOf('address')}
        onChange={(event) => onChange(withAddress(draft, event.currentTarget.value))}
      />
      {kind !== 'wecom' && <SecretField {...props} label={t(`secret.${kind}`)} help={t(`help.secret.${kind}`)} />}
    </>
  );
}

/** Never shown, and not read back once it is stored. */
function SecretField({
  draft,
  stored,
  isNeeded,
  errorOf,
  onChange,
  label,
  help,
}: ChannelFieldsProps & { readonly label: string; readonly help: string }) {
  const t = useTexts('channels');
  const isStored =
    stored !== null && (draft.kind === 'smtp' || draft.kind === 'webhook' ? stored.secret : stored.signs);
  const canForget = isStored && stored.signs && draft.secret !== null;
  return (
    <div>
      <TextInput
        type="password"
        id={channelField('secret')}
        required={isNeeded('secret')}
        label={label}
        description={draft.secret === null ? t('help.secretForgotten') : isStored ? t('help.secretKept') : help}
        value={draft.secret ?? ''}
        maxLength={MAX_LENGTH}
        autoComplete="new-password"
        error={errorOf('secret')}
        onChange={(event) => onChange({ ...draft, secret: event.currentTarget.value })}
      />
      {canForget && (
        <button type="button" className="link" onClick={() => onChange({ ...draft, secret: null })}>
          {t('forget')}
        </button>
      )}
    </div>
  );
}

function MailFields(props: ChannelFieldsProps) {
  const { draft, isNeeded, errorOf, onChange } = props;
  const t = useTexts('channels');
  const text = (field: 'host' | 'user' | 'from' | 'to') => (
    <TextInput
      id={channelField(field)}
      required={isNeeded(field)}
      label={t(`field.${field}`)}
      description={t(`help.${field}`)}
      value={draft[field]}
      maxLength={MAX_LENGTH}
      autoComplete="off"
      spellCheck={false}
      error={errorOf(field)}
      onChange={(event) => onChange({ ...draft, [field]: event.currentTarget.value })}
    />
  );
  return (
    <>
      {text('to')}
      {text('from')}
      {text('host')}
      <div className="channel-columns">
        <NativeSelect
          id={channelField('security')}
          size="md"
          label={t('field.security')}
          value={draft.security}
          error={errorOf('security')}
          data={SECURITIES.map((value) => ({ value, label: t(`security.${value}`) }))}
          onChange={({ currentTarget: { value } }) => {
            const security = SECURITIES.find((one) => one === value);
            if (security !== undefined) onChange(withSecurity(draft, security));
          }}
        />
        <NumberInput
          id={channelField('port')}
          label={t('field.port')}
          value={draft.port}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          max={99_999}
          clampBehavior="strict"
          error={errorOf('port')}
          onChange={(value) => onChange({ ...draft, port: Number(value) || 0 })}
        />
      </div>
      {text('user')}
      {draft.user.trim() !== '' && <SecretField {...props} label={t('secret.smtp')} help={t('help.secret.smtp')} />}
    </>
  );
}
