import { Text, Timeline as Line } from '@mantine/core';
import type { RequestEvent } from '../../../../../shared/domain/request-lifecycle.ts';
import { useSay, useWording } from '../../../language/wording-context.ts';
import { readableTime } from '../../assessment/assessment.ts';

/** Everything that happened, oldest first. */
export function Timeline({ events }: { readonly events: readonly RequestEvent[] }) {
  const say = useSay();
  const { t } = useWording();
  return (
    <Line active={events.length} bulletSize={16} lineWidth={3}>
      {events.map((event) => (
        <Line.Item key={event.id} title={t(`requests:events.${event.type}`)}>
          <Text c="#44506a">
            {`${readableTime(event.at).slice(0, 16)} · ${t(`requests:author.${event.author.role}`)}`}
            {event.author.name !== null && ` · ${event.author.name}`}
          </Text>
          {event.text !== '' && <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{event.text}</Text>}
          {event.plannedFor !== null && (
            <Text>{say('requests.record.plannedFor', { time: readableTime(event.plannedFor).slice(0, 16) })}</Text>
          )}
          {event.satisfaction !== null && (
            <Text>{say('requests.record.satisfaction', { points: event.satisfaction })}</Text>
          )}
        </Line.Item>
      ))}
    </Line>
  );
}
