import { ActionIcon, Text, UnstyledButton } from '@mantine/core';
import IconCheck from '@tabler/icons-react/icons/IconCheck';
import IconChevronLeft from '@tabler/icons-react/icons/IconChevronLeft';
import { memo } from 'react';
import { useTerms, useTexts } from '../../../language/use-texts.ts';
import { type ViewName, VIEWS } from '../../../shell/place.ts';
import { usePeriodName } from '../use-names.ts';
import { ProgressRing } from './ProgressRing.tsx';
import { useFocusedHeading } from './focus.ts';
import type { SessionControl } from './use-session.ts';

interface SessionBarProps {
  readonly control: SessionControl;
  readonly view: ViewName;
  readonly onView: (view: ViewName) => void;
  readonly onLeave: () => void;
}

/** The way out, what is inspected, the views, how far it has come and whether it is saved: one line that stays in sight. */
export const SessionBar = memo(function SessionBar({ control, view, onView, onLeave }: SessionBarProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  const periodName = usePeriodName();
  const heading = useFocusedHeading();
  const { header, counts, problems } = control.session;
  return (
    <header className="session-bar">
      <ActionIcon variant="default" aria-label={t('session.leave')} title={t('session.leave')} onClick={onLeave}>
        <IconChevronLeft size={24} aria-hidden />
      </ActionIcon>
      <div className="session-name">
        <h2 ref={heading} tabIndex={-1} className="capital">
          {t('session.heading', {
            kind: term(`kind.${header.period.kind}`),
            period: periodName(header.period.label),
          })}
        </h2>
        <span title={t('session.about', { school: header.lab.school, lab: header.lab.lab, number: header.number })}>
          {header.lab.lab}
        </span>
      </div>
      <nav className="session-views" aria-label={t('session.views')}>
        {VIEWS.map((name) => (
          <UnstyledButton
            key={name}
            className="session-view"
            data-count={name === 'problems' && problems.length > 0 ? problems.length : undefined}
            aria-current={name === view ? 'page' : undefined}
            onClick={() => onView(name)}
          >
            {t(`views.${name}`)}
          </UnstyledButton>
        ))}
      </nav>
      <div className="session-progress">
        <ProgressRing counts={counts} label={t('progress.label')} />
        <div>
          <strong>{t('progress.said', { said: counts.asked - counts.open, asked: counts.asked })}</strong>
          {counts.abnormal > 0 && (
            <strong className="session-abnormal">{t('progress.abnormal', { count: counts.abnormal })}</strong>
          )}
          <SavedAt control={control} />
        </div>
      </div>
    </header>
  );
});

/** When the last edit was saved. */
function SavedAt({ control: { saving, unsaved } }: { readonly control: SessionControl }) {
  const t = useTexts('inspections');
  const saved =
    saving.phase === 'saved' && unsaved.size === 0 ? t('saved.at', { time: saving.at.slice(11, 19) }) : null;
  return (
    <span className="session-saved" title={saved ?? undefined}>
      {saved !== null && <IconCheck size={20} aria-hidden />}
      <Text component="output" c="var(--color-text-secondary)" aria-live="polite">
        {saved}
      </Text>
      {/* Only the finished save is read out. */}
      <span aria-hidden="true">{saving.phase === 'saving' && t('saved.now')}</span>
    </span>
  );
}
