import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { LostConnectionDrawing } from '../drawings/LostConnectionDrawing.tsx';
import type { ConnectionState } from '../connection/host-connection.ts';
import { useTexts, useWording } from '../language/use-texts.ts';

interface LostConnectionProps {
  readonly state: Extract<ConnectionState, { phase: 'lost' }>;
  /** The screens are below, and something may have been typed there. */
  readonly hasScreens: boolean;
  readonly onRetry: () => void;
}

/** Shown over the inert screens while there is no connection, without moving them: the reason, the next attempt, and a button for it. */
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
  const isOutdated = state.reason === 'other-start';
  const { title, next } = wording.problem({ code: isOutdated ? 'address-outdated' : 'connection-lost', params: {} });
  const isLong = useIsLong();
  return (
    <main className="lost-connection" data-over={hasScreens || undefined}>
      {!hasScreens && <p className="lost-product">{t('product')}</p>}
      <LostConnectionDrawing />
      <div role="alert" className="lost-words">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {hasScreens && <p>{t(isOutdated ? 'lost.typedBefore' : 'lost.typed')}</p>}
        {(isOutdated || isLong || !hasScreens) && <p>{next}</p>}
      </div>
      <span>{state.trying ? t('lost.trying') : seconds === null ? '' : t('lost.again', { seconds })}</span>
      <Button onClick={onRetry} loading={state.trying}>
        {t('lost.retry')}
      </Button>
    </main>
  );
}

/** Most interruptions are over before there is anything to advise. */
const LONG_MS = 15_000;

function useIsLong(): boolean {
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    const waiting = setTimeout(() => setIsLong(true), LONG_MS);
    return () => clearTimeout(waiting);
  }, []);
  return isLong;
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
