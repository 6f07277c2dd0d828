import IconAlertTriangle from '@tabler/icons-react/icons/IconAlertTriangle';
import IconClock from '@tabler/icons-react/icons/IconClock';
import { type ReactNode, useEffect, useRef } from 'react';
import type { RequestRecord } from '../../../../shared/domain/request-record.ts';
import { DoneDrawing } from '../../drawings/DoneDrawing.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { useOutbox, waitingState } from './OutboxBanner.tsx';
import { HotlineCard } from './HotlineCard.tsx';
import { QUEUED, sendingOf, type Sending } from './sending.ts';

const ICONS = { waiting: IconClock, stuck: IconAlertTriangle, kept: IconAlertTriangle };
const TONES: Readonly<Record<Sending, string>> = {
  sent: 'neutral',
  waiting: 'neutral',
  stuck: 'usable',
  kept: 'usable',
};

interface FiledNoticeProps {
  readonly record: RequestRecord;
  /** What can be done where nobody has received it. */
  readonly ways: ReactNode;
}

/** What really happened to a request that has just been filed, with its number. Takes the focus and is in sight. */
export function FiledNotice({ record, ways }: FiledNoticeProps) {
  const t = useTexts('screen');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    window.scrollTo({ top: 0 });
    heading.current?.focus({ preventScroll: true });
  }, []);
  const sending = sendingOf(record);
  const outbox = useOutbox();
  const state = sending === 'waiting' && outbox !== null ? waitingState(outbox) : 'waiting';
  const isHeldBack = state !== 'waiting';
  const Icon = sending === 'sent' ? null : ICONS[sending];
  return (
    <section className="filed" data-tone={TONES[sending]} data-sending={sending}>
      {Icon === null ? <DoneDrawing /> : <Icon className="filed-icon" size={56} aria-hidden />}
      <div className="filed-words">
        <h2 ref={heading} tabIndex={-1}>
          {t(`requests.filed.${isHeldBack ? 'kept' : sending}`)}
        </h2>
        <p className="filed-number">{record.request.number}</p>
        <p>
          {isHeldBack
            ? t(`requests.banner.${state}`, { count: outbox!.waiting })
            : t(`requests.filed.${sending}Help`, { number: record.request.number })}
        </p>
      </div>
      {(isHeldBack || !QUEUED.has(sending)) && (
        <div className="filed-ways">
          <HotlineCard number={record.request.number} />
          <div className="filed-buttons">{ways}</div>
        </div>
      )}
    </section>
  );
}
