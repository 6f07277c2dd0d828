import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Delivery, DeliveryState } from '../../../../shared/domain/delivery.ts';
import { useClient } from '../../connection/use-connection.ts';
import { type TranslateIn, useTexts } from '../../language/use-texts.ts';
import { formatTime } from '../assessment/assessment.ts';

const CAN_BE_SENT_AGAIN: ReadonlySet<DeliveryState> = new Set(['rejected', 'dead', 'maybe-delivered']);

interface DeliveryListProps {
  readonly deliveries: readonly Delivery[];
  /** Somebody took the request along as a signed file. */
  readonly carried: boolean;
  /** It was taken back. */
  readonly withdrawn: boolean;
  readonly onResend: (id: string) => void;
}

/** State of each delivery; a stuck one with its reason and what to do. */
export function DeliveryList({ deliveries, carried, withdrawn, onResend }: DeliveryListProps) {
  const t = useTexts('screen');
  const titles = useChannelTitles();
  return (
    <>
      {carried && <p>{t(withdrawn ? 'requests.record.carriedWithdrawn' : 'requests.record.carried')}</p>}
      {deliveries.length === 0 && !carried && (
        <p>{t(withdrawn ? 'requests.record.neverSent' : 'requests.record.noChannel')}</p>
      )}
      <ul className="events">
        {deliveries.map((delivery) => (
          <li key={delivery.id}>
            <b>{`${titles.get(delivery.channel) ?? delivery.channel} · ${t(`requests:delivery.state.${delivery.state}`)}`}</b>
            <span className="muted">{timeOf(delivery, t)}</span>
            {delivery.reason !== null && delivery.state !== 'delivered' && (
              <>
                <p>{t(`requests:delivery.reason.${delivery.reason}.title`)}</p>
                <p>{t(`requests:delivery.reason.${delivery.reason}.next`)}</p>
              </>
            )}
            {CAN_BE_SENT_AGAIN.has(delivery.state) && (
              <Button variant="default" onClick={() => onResend(delivery.id)}>
                {t('requests.record.resend')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** When it arrived, or when it is tried next; a try whose time has come is under way. */
function timeOf({ deliveredAt, nextAt }: Delivery, t: TranslateIn<'screen'>): string {
  if (deliveredAt !== null) return formatTime(deliveredAt).slice(0, 16);
  if (nextAt === null) return '';
  return Date.parse(nextAt) <= Date.now()
    ? t('requests.record.tryNow')
    : t('requests.record.nextTry', { time: formatTime(nextAt).slice(0, 16) });
}

/** Titles of the channels by id; without those that were removed. */
function useChannelTitles(): ReadonlyMap<string, string> {
  const client = useClient();
  const [titles, setTitles] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    const read = async () => {
      const channels = await client.requests.channels();
      if (channels.ok) setTitles(new Map(channels.value.map(({ settings }) => [settings.id, settings.title])));
    };
    read().catch(() => undefined);
  }, [client]);
  return titles;
}
