import { Button, List, Text } from '@mantine/core';
import type { Delivery, DeliveryState } from '../../../../../shared/domain/delivery.ts';
import { useSay, useWording } from '../../../language/wording-context.ts';
import { readableTime } from '../../assessment/assessment.ts';

const CAN_BE_SENT_AGAIN: ReadonlySet<DeliveryState> = new Set(['rejected', 'dead', 'maybe-delivered']);

interface DeliveryListProps {
  readonly deliveries: readonly Delivery[];
  readonly onResend: (id: string) => void;
}

/** How each copy is doing on its way; what is stuck says why and what to do. */
export function DeliveryList({ deliveries, onResend }: DeliveryListProps) {
  const say = useSay();
  const { t } = useWording();
  if (deliveries.length === 0) return <Text>{say('requests.record.noChannel')}</Text>;
  return (
    <List spacing="xs" listStyleType="none">
      {deliveries.map((delivery) => (
        <List.Item key={delivery.id}>
          <Text fw={600}>{`${delivery.channel} · ${t(`requests:delivery.state.${delivery.state}`)}`}</Text>
          {delivery.reason !== null && delivery.state !== 'delivered' && (
            <Text style={{ overflowWrap: 'anywhere' }}>
              {`${t(`requests:delivery.reason.${delivery.reason}.title`)} ${t(`requests:delivery.reason.${delivery.reason}.next`)}`}
            </Text>
          )}
          <Text c="#44506a">
            {delivery.deliveredAt !== null
              ? readableTime(delivery.deliveredAt).slice(0, 16)
              : delivery.nextAt !== null &&
                say('requests.record.nextTry', { time: readableTime(delivery.nextAt).slice(0, 16) })}
          </Text>
          {CAN_BE_SENT_AGAIN.has(delivery.state) && (
            <Button variant="default" onClick={() => onResend(delivery.id)}>
              {say('requests.record.resend')}
            </Button>
          )}
        </List.Item>
      ))}
    </List>
  );
}
