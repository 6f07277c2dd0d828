import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ConnectionState } from '../connection/host-connection.ts';
import { useTexts, useWording } from '../language/use-texts.ts';

interface LostConnectionProps {
  readonly state: Extract<ConnectionState, { phase: 'lost' }>;
  /** The screens are below, and something may have been typed there. */
  readonly hasScreens: boolean;
  readonly onRetry: () => void;
}

/** Shown above the inert screens while there is no connection: which program this is, the reason, the next attempt, and a button for it. */
export function LostConnection({ state, hasScreens, onRetry }: LostConnectionProps) {
  const t = useTexts('screen');
  const wording = useWording();
  const heading = useRef<HTMLHeadingElement>(null);
  const seconds = useSecondsTo(state.retryAt);
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
  const { title, next } = wording.problem({
    code: state.reason === 'other-start' ? 'address-outdated' : 'connection-lost',
    params: {},
  });
  return (
    <main className="lost-connection">
      <Stack gap="xs" maw={820} mx="auto">
        <Text component="h1" fw={700} fz="xl" m={0}>
          {t('product')}
        </Text>
        <div role="alert">
          <Title order={2} ref={heading} tabIndex={-1}>
            {title}
          </Title>
          <Text fz="lg">{next}</Text>
          {hasScreens && <Text>{t(state.reason === 'other-start' ? 'lost.typedBefore' : 'lost.typed')}</Text>}
        </div>
        <Group gap="md" mih={60}>
          <Button onClick={onRetry} loading={state.trying}>
            {t('lost.retry')}
          </Button>
          <Text>{state.trying ? t('lost.trying') : seconds === null ? '' : t('lost.again', { seconds })}</Text>
        </Group>
      </Stack>
    </main>
  );
}

/** Whole seconds until a time in epoch ms, counted down; null without one. */
function useSecondsTo(at: number | null): number | null {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (at === null) return undefined;
    const counting = setInterval(() => setNow(Date.now()), 250);
    setNow(Date.now());
    return () => clearInterval(counting);
  }, [at]);
  return at === null ? null : Math.max(1, Math.ceil((at - now) / 1000));
}
