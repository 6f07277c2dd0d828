import { Button, Checkbox, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { ChannelEntry, ChannelReport } from '../../../../../shared/domain/channel-entry.ts';
import { type Problem, problemParam } from '../../../../../shared/domain/problem.ts';
import { keyFromData } from '../../../../../shared/locales/text-keys.ts';
import { Segmented } from '../../../components/Segmented.tsx';
import { useTexts, useWording } from '../../../language/use-texts.ts';
import { useLeaveGuard } from '../../../shell/leave-guard.ts';
import { useOutbox } from '../../requests/OutboxBanner.tsx';
import { focusField } from '../FieldErrors.tsx';
import { SaveBar } from '../SaveBar.tsx';
import { useUnsaved } from '../use-unsaved.tsx';
import {
  type ChannelDraft,
  draftOf,
  entryOf,
  KINDS,
  missingFields,
  neededFields,
  NEW_CHANNEL,
} from './channel-draft.ts';
import { ChannelFields, channelField } from './ChannelFields.tsx';
import { TestPanel } from './TestPanel.tsx';
import { hasFailed, useChannelTest } from './use-channel-test.ts';

interface ChannelFormProps {
  /** The channel that is changed; null: a new one. */
  readonly stored: ChannelReport | null;
  /** @param hasFailed its last test message did not arrive. */
  readonly onSave: (entry: ChannelEntry, hasFailed: boolean) => Promise<Problem | null>;
  readonly onClose: () => void;
}

/** A channel from its kind to a test message in one page. */
export function ChannelForm({ stored, onSave, onClose }: ChannelFormProps) {
  const t = useTexts('channels');
  const { problem: worded } = useWording();
  const [first] = useState(() => (stored === null ? NEW_CHANNEL : draftOf(stored)));
  const [draft, setDraft] = useState(first);
  const [problem, setProblem] = useState<Problem | null>(null);
  /** Left empty when it was to be saved or tried. */
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [saving, setSaving] = useState(false);
  const waiting = useOutbox()?.withoutChannel ?? 0;
  const testing = useChannelTest();
  const guard = useLeaveGuard();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  const isStored = stored !== null;
  const isNeeded = (name: string) => neededFields(draft, isStored).some((needed) => needed === name);
  const field = problem === null ? null : fieldOf(problem);
  const errorOf = (name: string): string | null => {
    if (missing.includes(name)) return t('problems:reason.missing');
    if (problem === null || field !== name) return null;
    const reason = problemParam(problem, 'reason');
    return reason === undefined ? worded(problem).title : t(keyFromData(`problems:reason.${reason}`));
  };
  const refused = (found: Problem | null) => {
    setProblem(found);
    const name = found === null ? null : fieldOf(found);
    if (name !== null) focusField(channelField(name));
  };
  const change = (next: ChannelDraft) => {
    setDraft(next);
    setProblem(null);
    setMissing(missing.filter((name) => missingFields(next, isStored).some((still) => still === name)));
    testing.forget();
  };
  /** Marks all that is empty at once. @returns whether nothing is. */
  const isFilledIn = (wanted: readonly string[]): boolean => {
    setMissing(wanted);
    const [empty] = wanted;
    if (empty !== undefined) focusField(channelField(empty));
    return empty === undefined;
  };
  const save = async (): Promise<boolean> => {
    setProblem(null);
    if (!isFilledIn(missingFields(draft, isStored))) return false;
    setSaving(true);
    const found = await onSave(entryOf(draft), hasFailed(testing.state));
    setSaving(false);
    refused(found);
    return found === null;
  };
  const isChanged = JSON.stringify(draft) !== JSON.stringify(first);
  const question = useUnsaved(isChanged, save);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await save()) onClose();
  };
  return (
    <form className="channel-form" noValidate onSubmit={(event) => void submit(event)}>
      <section className="card settings-card">
        <h2 ref={heading} tabIndex={-1}>
          {t(stored === null ? 'addHeading' : 'editHeading')}
        </h2>
        {stored === null && (
          <Segmented
            label={t('field.kind')}
            value={draft.kind}
            options={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
            onChange={(kind) => change({ ...draft, kind })}
          />
        )}
        <ChannelFields draft={draft} stored={stored} isNeeded={isNeeded} errorOf={errorOf} onChange={change} />
        <TextInput
          id={channelField('channelTitle')}
          label={t('field.title')}
          description={t('help.title')}
          value={draft.title}
          maxLength={200}
          required
          autoComplete="off"
          error={errorOf('channelTitle')}
          onChange={(event) => change({ ...draft, title: event.currentTarget.value })}
        />
        <Checkbox
          label={t('field.enabled')}
          checked={draft.enabled}
          onChange={(event) => change({ ...draft, enabled: event.currentTarget.checked })}
        />
      </section>
      <section className="card settings-card channel-side" aria-label={t('test.heading')}>
        <TestPanel
          state={testing.state}
          onCancel={testing.cancel}
          onSend={() => {
            setProblem(null);
            // A test asks for no name.
            if (!isFilledIn(missingFields(draft, isStored).filter((name) => name !== 'channelTitle'))) return;
            void testing.send(entryOf(titled(draft, t(`kind.${draft.kind}`)))).then(refused);
          }}
        />
      </section>
      <SaveBar
        label={t('save')}
        isChanged={isChanged}
        isSaving={saving}
        saved={null}
        problem={field === null ? problem : null}
        note={draft.enabled && waiting > 0 ? t('willSend', { count: waiting }) : null}
      >
        <Button variant="default" onClick={() => guard.leave(onClose)}>
          {t('back')}
        </Button>
      </SaveBar>
      {question}
    </form>
  );
}

/** The kind stands for a name. */
const titled = (draft: ChannelDraft, title: string): ChannelDraft =>
  draft.title.trim() === '' ? { ...draft, title } : draft;

/** The field a problem is about, by its name in the form; null: none of them. */
function fieldOf(problem: Problem): string | null {
  if (problem.code !== 'channel-field-refused' && problem.code !== 'text-unseen-character') return null;
  const field = String(problemParam(problem, 'field') ?? '');
  return field === 'title' ? 'channelTitle' : field;
}
