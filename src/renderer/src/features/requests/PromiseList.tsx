import { List, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { WatchedPromise } from '../../../../shared/domain/service-terms.ts';
import { type TranslateIn, useTexts, useWording } from '../../language/use-texts.ts';
import { formatTime } from '../assessment/assessment.ts';

const COLOUR = {
  'not-started': 'var(--color-text-muted)',
  open: 'var(--color-text)',
  missed: 'var(--color-failed)',
  kept: 'var(--color-ready)',
  'kept-late': 'var(--color-usable)',
  void: 'var(--color-text-secondary)',
} as const;

/** What was promised, its deadline and its state. */
export function PromiseList({ promises }: { readonly promises: readonly WatchedPromise[] }) {
  const t = useTexts('screen');
  return (
    <List spacing="xs" listStyleType="none" aria-label={t('requests.record.promises')}>
      {promises.map((promise) => (
        <List.Item key={`${promise.promise} ${promise.since}`}>
          <PromiseItem promise={promise} />
        </List.Item>
      ))}
    </List>
  );
}

function PromiseItem({ promise }: { readonly promise: WatchedPromise }) {
  const t = useTexts('screen');
  const { language } = useWording();
  const { certainty, reason, state } = promise;
  return (
    <>
      <Text fw={600} c={COLOUR[state]}>
        {`${t(`requests:terms.promise.${promise.promise}`)} · ${t(`requests:terms.promiseState.${state}`)}`}
        {(state === 'open' || state === 'missed') && <Countdown promise={promise} />}
      </Text>
      <Text c="var(--color-text-secondary)">
        {t('requests.promise.due', { due: formatTime(promise.due).slice(0, 16), reason: reason[language] })}
        {certainty !== 'official' && ` ${t(`requests:terms.certainty.${certainty}`)}`}
      </Text>
    </>
  );
}

/** Time left to a deadline, or since it was missed. */
export function Countdown({ promise }: { readonly promise: WatchedPromise }) {
  const t = useTexts('screen');
  const left = Date.parse(promise.due) - useNow();
  return (
    <Text span>
      {` · ${t(left >= 0 ? 'requests.promise.left' : 'requests.promise.over', { span: formatSpan(left, t) })}`}
    </Text>
  );
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span as hours and minutes, from a day on as days and hours; never seconds. */
function formatSpan(milliseconds: number, t: TranslateIn<'screen'>): string {
  const span = Math.abs(milliseconds);
  if (span < MINUTE) return t('requests.span.now');
  if (span < HOUR) return t('requests.span.minutes', { minutes: Math.floor(span / MINUTE) });
  const hours = Math.floor((span % DAY) / HOUR);
  if (span < DAY) return t('requests.span.hours', { hours, minutes: Math.floor((span % HOUR) / MINUTE) });
  return t('requests.span.days', { days: Math.floor(span / DAY), hours });
}

const TICK_MS = 20_000;

/** The current time in epoch ms, updated often enough for minutes. */
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(ticking);
  }, []);
  return now;
}
