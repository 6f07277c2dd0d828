import { Group, Paper, Text, UnstyledButton } from '@mantine/core';
import type { RequestSummary } from '../../../../shared/domain/request-record.ts';
import { useSay, useWording } from '../../language/wording-context.ts';
import { readableTime } from '../assessment/assessment.ts';
import { Countdown } from './record/PromiseList.tsx';

/** One line of the list: what, where it stands, and the next promise. */
export function RequestItem({ item, onOpen }: { readonly item: RequestSummary; readonly onOpen: () => void }) {
  const say = useSay();
  const { t } = useWording();
  const { next } = item;
  return (
    <Paper component="li" withBorder style={{ listStyle: 'none' }}>
      <UnstyledButton w="100%" px="md" py="sm" mih={56} onClick={onOpen}>
        <Text fw={700} c="#1a2233" style={{ overflowWrap: 'anywhere' }}>
          {item.title}
        </Text>
        <Group gap="md" c="#1a2233">
          <Text>{item.number}</Text>
          <Text fw={600}>{t(`requests:states.${item.state}`)}</Text>
          <Text>{t(`requests:terms.urgency.${item.urgency}`)}</Text>
          <Text>{readableTime(item.filedAt).slice(0, 16)}</Text>
          {!item.delivered && (
            <Text fw={600} c="#7a4a00">
              {say('requests.list.waiting')}
            </Text>
          )}
          {item.demo && (
            <Text fw={700} c="#5c4400">
              {say('history.demo')}
            </Text>
          )}
          {next !== null && (
            <Text c={next.state === 'missed' ? '#a61b1b' : '#44506a'}>
              {`${t(`requests:terms.promise.${next.promise}`)} · ${t(`requests:terms.promiseState.${next.state}`)}`}
              <Countdown promise={next} />
            </Text>
          )}
        </Group>
      </UnstyledButton>
    </Paper>
  );
}
