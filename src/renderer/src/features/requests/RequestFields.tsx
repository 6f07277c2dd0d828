import { NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RequiredField } from '../../../../shared/domain/request-completeness.ts';
import {
  MOST_OF_A_DESCRIPTION,
  MOST_OF_A_TITLE,
  type RequestDraft,
  type RequestNeeds,
  sinceSchema,
} from '../../../../shared/domain/service-request.ts';
import { effectSchema, requestKindSchema, scopeSchema, workSchema } from '../../../../shared/domain/service-terms.ts';
import { type TextKeyBelow, keyFromData } from '../../../../shared/locales/text-keys.ts';
import { ContactFields } from '../../components/ContactFields.tsx';
import { DateTimeField } from '../../components/DateTimeField.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { currentYear, yearsBetween } from '../../components/date-parts.ts';
import { type TranslateIn, useTexts } from '../../language/use-texts.ts';

interface RequestFieldsProps {
  readonly draft: RequestDraft;
  readonly missing: readonly RequiredField[];
  readonly onChange: (fields: Partial<RequestDraft>) => void;
  readonly onShow: (() => void) | null;
}

/** Civil time without a zone is always the school's, UTC+8. */
const toCivil = (instant: string | null): string | null => instant?.slice(0, 16) ?? null;
const fromCivil = (civil: string | null): string | null => (civil === null ? null : `${civil}:00+08:00`);

type Term = 'kind' | 'effect' | 'work' | 'scope' | 'since';
const choices = <Value extends string>(term: Term, values: readonly Value[], t: TranslateIn<'screen'>) =>
  values.map((value) => ({
    value,
    label: t(keyFromData<TextKeyBelow<'screen:'> | `requests:terms.since.today`>(`requests:terms.${term}.${value}`)),
  }));

function descriptionLabel({ kind, run }: RequestDraft, t: TranslateIn<'screen'>): string {
  if (kind === 'upgrade') return t('requests.form.whatToChange');
  if (kind !== 'technical') return t('requests.form.remark');
  return t(run === null ? 'requests.form.whatIsWrong' : 'requests.form.description');
}

/** What is asked of whoever files: a fault by three choices that are made already, any other kind by what it needs. */
export function RequestFields({ draft, missing, onChange, onShow }: RequestFieldsProps) {
  const t = useTexts('screen');
  const isFault = draft.kind === 'technical' || draft.kind === 'upgrade';
  const errorOf = (field: RequiredField) => {
    if (!missing.includes(field)) return undefined;
    return t(field === 'wantedBy' && draft.wantedBy !== null ? 'requests.form.over' : 'requests.form.fillIn');
  };
  const description = (
    <Textarea
      name="description"
      label={descriptionLabel(draft, t)}
      description={t('requests.form.descriptionHelp')}
      value={draft.description}
      maxLength={MOST_OF_A_DESCRIPTION}
      autosize
      minRows={draft.run === null ? 3 : 2}
      maxRows={10}
      error={errorOf('description')}
      onChange={(event) => onChange({ description: event.currentTarget.value })}
    />
  );
  return (
    <>
      {isFault ? (
        <>
          <Segmented
            label={t('requests.form.scope')}
            options={choices('scope', scopeSchema.options, t)}
            value={draft.scope}
            onChange={(scope) => onChange({ scope })}
          />
          <Segmented
            label={t('requests.form.effect')}
            options={choices('effect', effectSchema.options, t)}
            value={draft.effect}
            onChange={(effect) => onChange({ effect })}
          />
          {draft.scope === 'seat' && draft.effect === 'hindered' && (
            <p className="muted">{t('requests:draft.oneSeat')}</p>
          )}
          {draft.kind === 'technical' && (
            <Segmented
              label={t('requests.form.since')}
              options={choices('since', sinceSchema.options, t)}
              value={draft.since ?? 'today'}
              onChange={(since) => onChange({ since })}
            />
          )}
          {description}
        </>
      ) : (
        <>
          <NeedFields draft={draft} errorOf={errorOf} onChange={onChange} />
          {description}
        </>
      )}
      <details>
        <summary>{t('requests.form.contact')}</summary>
        <div className="request-more">
          <p className="muted">{t('requests.form.contactHelp')}</p>
          <ContactFields contact={draft.contact} onChange={(contact) => onChange({ contact })} onShow={onShow} />
        </div>
      </details>
      <details>
        <summary>{t('requests.form.more')}</summary>
        <div className="request-more">
          <TextInput
            label={t('requests.form.title')}
            value={draft.title}
            maxLength={MOST_OF_A_TITLE}
            required
            error={draft.title.trim() === '' ? t('requests.form.titleMissing') : undefined}
            onChange={(event) => onChange({ title: event.currentTarget.value })}
          />
          <NativeSelect
            size="md"
            label={t('requests.form.kind')}
            data={choices('kind', requestKindSchema.options, t)}
            value={draft.kind}
            onChange={(event) => onChange({ kind: requestKindSchema.parse(event.currentTarget.value) })}
          />
          <NativeSelect
            size="md"
            label={t('requests.form.work')}
            data={choices('work', workSchema.options, t)}
            value={draft.work}
            onChange={(event) => onChange({ work: workSchema.parse(event.currentTarget.value) })}
          />
          {isFault && <WantedBy draft={draft} error={errorOf('wantedBy')} onChange={onChange} />}
        </div>
      </details>
    </>
  );
}

interface NeedFieldsProps {
  readonly draft: RequestDraft;
  readonly errorOf: (field: RequiredField) => string | undefined;
  readonly onChange: (fields: Partial<RequestDraft>) => void;
}

/** What a training, a resource or guidance cannot be planned without: about what, for whom, when. */
function NeedFields({ draft, errorOf, onChange }: NeedFieldsProps) {
  const t = useTexts('screen');
  const { kind } = draft;
  const needs = draft.needs ?? {};
  const change = (fields: RequestNeeds) => onChange({ needs: { ...needs, ...fields } });
  if (kind === 'technical' || kind === 'upgrade') return null;
  return (
    <>
      <TextInput
        name="topic"
        label={t(`requests.form.topic.${kind}`)}
        value={needs.topic ?? ''}
        maxLength={200}
        required={kind !== 'training'}
        error={errorOf('topic')}
        onChange={(event) => change({ topic: event.currentTarget.value })}
      />
      <div className="request-pair">
        <TextInput
          name="group"
          label={t('requests.form.group')}
          value={needs.group ?? ''}
          maxLength={80}
          required={kind === 'training'}
          error={errorOf('group')}
          onChange={(event) => change({ group: event.currentTarget.value })}
        />
        {kind !== 'resource' && (
          <NumberInput
            name="people"
            label={t('requests.form.people')}
            value={needs.people ?? ''}
            hideControls
            min={1}
            max={2000}
            clampBehavior="strict"
            allowDecimal={false}
            allowNegative={false}
            required={kind === 'training'}
            error={errorOf('people') === undefined ? undefined : t('requests.form.fillInNumber')}
            onChange={(people) => {
              const { people: _before, ...others } = needs;
              onChange({ needs: typeof people === 'number' ? { ...others, people } : others });
            }}
          />
        )}
      </div>
      <WantedBy draft={draft} error={errorOf('wantedBy')} onChange={onChange} />
    </>
  );
}

interface WantedByProps {
  readonly draft: RequestDraft;
  readonly error: string | undefined;
  readonly onChange: (fields: Partial<RequestDraft>) => void;
}

function WantedBy({ draft, error, onChange }: WantedByProps) {
  const t = useTexts('screen');
  const isTraining = draft.kind === 'training';
  const [year] = useState(currentYear);
  const civil = toCivil(draft.wantedBy);
  return (
    <DateTimeField
      name="wantedBy"
      label={t(isTraining ? 'requests.form.trainingAt' : 'requests.form.wantedBy')}
      help={isTraining ? undefined : t('requests.form.wantedByHelp')}
      value={civil}
      years={yearsBetween(year, year + 1, civil)}
      required={isTraining}
      error={error}
      onChange={(chosen) => onChange({ wantedBy: fromCivil(chosen) })}
    />
  );
}
