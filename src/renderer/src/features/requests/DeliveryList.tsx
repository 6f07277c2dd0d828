import { Button, List, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Delivery, DeliveryState } from '../../../../shared/domain/delivery.ts';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts } from '../../language/use-texts.ts';
import { formatTime } from '../assessment/assessment.ts';
import { useNow } from './use-now.ts';

const CAN_BE_SENT_AGAIN: ReadonlySet<DeliveryState> = new Set(['rejected', 'dead', 'maybe-delivered']);

interface DeliveryListProps {
  readonly deliveries: readonly Delivery[];
  readonly onResend: (id: string) => void;
}

/** State of each delivery; a stuck one with its reason and what to do. */
export function DeliveryList({ deliveries, onResend }: DeliveryListProps) {
  const t = useTexts('screen');
  const titles = useChannelTitles();
  const now = useNow();
  const nextTry = (at: string) =>
    Date.parse(at) > now
      ? t('requests.record.nextTry', { time: formatTime(at).slice(0, 16) })
      : t('requests.record.nextTryDue');
  if (deliveries.length === 0) return <Text>{t('requests.record.noChannel')}</Text>;
  return (
    <List spacing="xs" listStyleType="none">
      {deliveries.map((delivery) => (
        <List.Item key={delivery.id}>
          <Text
            fw={600}
          >{`${titles.get(delivery.channel) ?? delivery.channel} · ${t(`requests:delivery.state.${delivery.state}`)}`}</Text>
          {delivery.reason !== null && delivery.state !== 'delivered' && (
            <>
              <Text>{t(`requests:delivery.reason.${delivery.reason}.title`)}</Text>
              <Text>{t(`requests:delivery.reason.${delivery.reason}.next`)}</Text>
            </>
          )}
          <Text c="var(--color-text-secondary)">
            {delivery.deliveredAt !== null
              ? formatTime(delivery.deliveredAt).slice(0, 16)
              : delivery.nextAt !== null && nextTry(delivery.nextAt)}
          </Text>
          {CAN_BE_SENT_AGAIN.has(delivery.state) && (
            <Button variant="default" onClick={() => onResend(delivery.id)}>
              {t('requests.record.resend')}
            </Button>
          )}
        </List.Item>
      ))}
    </List>
  );
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
