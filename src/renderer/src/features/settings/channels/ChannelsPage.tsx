import './channels.css';
import { Button } from '@mantine/core';
import IconPlus from '@tabler/icons-react/icons/IconPlus';
import { useState } from 'react';
import type { ChannelReport } from '../../../../../shared/domain/channel-entry.ts';
import { Notice } from '../../../components/Notice.tsx';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { UndoToast, useUndo } from '../../../components/UndoToast.tsx';
import { useTexts } from '../../../language/use-texts.ts';
import { ChannelForm } from './ChannelForm.tsx';
import { ChannelRow } from './ChannelRow.tsx';
import { useChannels } from './use-channels.ts';

/** The ways in which requests leave this PC: set up, tried and taken away without a file. */
export default function ChannelsPage() {
  const t = useTexts('channels');
  const { list, problem, save, mayChange, remove } = useChannels();
  const undo = useUndo();
  /** Null: the list; `new`: one is added. */
  const [open, setOpen] = useState<ChannelReport | 'new' | null>(null);
  const [leaving, setLeaving] = useState<string | null>(null);
  const [saved, setSaved] = useState<{ readonly title: string; readonly hasFailed: boolean } | null>(null);

  if (open !== null)
    return (
      <ChannelForm
        stored={open === 'new' ? null : open}
        onClose={() => setOpen(null)}
        onSave={async (entry, hasFailed) => {
          const refused = await save(entry);
          if (refused === null) setSaved({ title: entry.title.trim(), hasFailed });
          return refused;
        }}
      />
    );
  const isTakenBack = undo.pending === null;
  const shown = list?.channels.filter(({ settings }) => isTakenBack || settings.id !== leaving) ?? [];
  const add = () => {
    setSaved(null);
    setOpen('new');
  };
  const takeAway = async ({ settings: { id, title }, waiting }: ChannelReport) => {
    setSaved(null);
    // Whoever may not is asked before anything looks as if it had been done.
    if (!(await mayChange())) return;
    setLeaving(id);
    const label = t(waiting === 0 ? 'removed' : 'removedWaiting', { title, count: waiting });
    undo.act({ label, commit: () => remove(id) });
  };
  return (
    <section className="card settings-card channels-page" aria-labelledby="channels-heading">
      <header className="channels-head">
        <div>
          <h2 id="channels-heading">{t('heading')}</h2>
          <p className="muted">{t('intro')}</p>
        </div>
        <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={add}>
          {t('add')}
        </Button>
      </header>
      <ProblemAlert problems={problem === null ? [] : [problem]} />
      <div aria-live="polite">
        {saved !== null && (
          <Notice tone={saved.hasFailed ? 'attention' : 'done'}>
            {t(saved.hasFailed ? 'savedUntested' : 'saved', { title: saved.title })}
          </Notice>
        )}
      </div>
      {list !== null && shown.length === 0 && (
        <Notice tone="attention" title={t('none')}>
          {t('noneHelp')}
        </Notice>
      )}
      <ul className="channel-list">
        {shown.map((channel) => (
          <ChannelRow
            key={channel.settings.id}
            channel={channel}
            onEdit={() => {
              setSaved(null);
              setOpen(channel);
            }}
            onRemove={() => void takeAway(channel)}
          />
        ))}
      </ul>
      {list !== null && <p className="muted">{t(list.encrypted ? 'secretsEncrypted' : 'secretsPlain')}</p>}
      <UndoToast undo={undo} />
    </section>
  );
}
