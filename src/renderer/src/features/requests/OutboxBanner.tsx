import { Alert, Button, Group, Text } from '@mantine/core';
import type { OutboxState } from '../../../../shared/domain/delivery.ts';
import { useSay } from '../../language/wording-context.ts';

interface OutboxBannerProps {
  readonly outbox: OutboxState | null;
  readonly onShow: () => void;
}

/** Says what has not left this PC yet, and why. Silent when everything is delivered. */
export function OutboxBanner({ outbox, onShow }: OutboxBannerProps) {
  const say = useSay();
  if (outbox === null) return null;
  const { waiting, stuck, withoutChannel, offline } = outbox;
  const lines = [
    ...(waiting > 0 ? [say(offline ? 'requests.banner.offline' : 'requests.banner.waiting', { count: waiting })] : []),
    ...(withoutChannel > 0 ? [say('requests.banner.withoutChannel', { count: withoutChannel })] : []),
    ...(stuck > 0 ? [say('requests.banner.stuck', { count: stuck })] : []),
  ];
  if (lines.length === 0) return null;
  return (
    <Alert color={stuck > 0 || withoutChannel > 0 ? 'orange' : 'blue'} variant="outline" bg="white" m="md">
      <Group justify="space-between">
        <output>
          {lines.map((line) => (
            <Text key={line} span display="block">
              {line}
            </Text>
          ))}
        </output>
        <Button variant="default" onClick={onShow}>
          {say('requests.banner.show')}
        </Button>
      </Group>
    </Alert>
  );
}
