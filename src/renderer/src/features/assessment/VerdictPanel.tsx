import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Outcome, Verdict } from '../../../../shared/domain/finding.ts';
import { OutcomeIcon } from '../../components/OutcomeIcon.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { type Assessment, formatTime } from './assessment.ts';

const STYLE: Readonly<Record<Verdict, { outcome: Outcome; background: string; border: string; text: string }>> = {
  ready: {
    outcome: 'pass',
    background: 'var(--color-ready-soft)',
    border: 'var(--color-ready)',
    text: 'var(--color-ready)',
  },
  usable: {
    outcome: 'warn',
    background: 'var(--color-usable-soft)',
    border: 'var(--color-usable)',
    text: 'var(--color-usable)',
  },
  'not-ready': {
    outcome: 'fail',
    background: 'var(--color-failed-soft)',
    border: 'var(--color-failed)',
    text: 'var(--color-failed)',
  },
  unknown: {
    outcome: 'unknown',
    background: 'var(--color-unknown-soft)',
    border: 'var(--color-unknown)',
    text: 'var(--color-unknown)',
  },
};

interface VerdictPanelProps {
  readonly assessment: Assessment;
  readonly problemCount: number;
  readonly action: ReactNode;
}

/** The answer in one glance: colour, word and icon. Takes the focus when a new answer arrives, so that it is read out. */
export function VerdictPanel({ assessment, problemCount, action }: VerdictPanelProps) {
  const t = useTexts('screen');
  const heading = useRef<HTMLHeadingElement>(null);
  const { verdict, at, source } = assessment;
  useEffect(() => {
    if (verdict !== null && source !== 'live') heading.current?.focus();
  }, [at, verdict, source]);

  const style = STYLE[verdict ?? 'unknown'];
  return (
    <Paper
      p="lg"
      style={{ background: style.background, border: `3px solid ${style.border}` }}
      data-verdict={verdict ?? 'settling'}
    >
      <Group justify="space-between" gap="lg">
        <Group gap="lg" wrap="nowrap" aria-live="polite">
          <span className={verdict === null ? 'verdict-icon pulse' : 'verdict-icon'}>
            <OutcomeIcon outcome={style.outcome} size={88} />
          </span>
          <Stack gap={4} miw={0}>
            <Title order={2} ref={heading} tabIndex={-1} fz="clamp(1.75rem, 7vw, 2.75rem)" lh={1.15} c={style.text}>
              {verdict === null
                ? t('check.settling')
                : source === 'record'
                  ? t('history.verdictThen', { verdict: t(`terms:verdict.${verdict}`) })
                  : t(`terms:verdict.${verdict}`)}
            </Title>
            {verdict !== null && (
              <Text fz="lg" c={style.text}>
                {t(`verdict.${verdict}.${source === 'record' ? 'then' : 'sentence'}`, { count: problemCount })}
              </Text>
            )}
            <Text c="var(--color-text-secondary)">
              {t(source === 'live' ? 'check.liveAt' : 'check.finishedAt', { time: formatTime(at) })}
            </Text>
            {source === 'live' && <Text c="var(--color-text-secondary)">{t('check.notStored')}</Text>}
          </Stack>
        </Group>
        {action}
      </Group>
    </Paper>
  );
}
