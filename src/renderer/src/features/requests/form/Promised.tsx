import { Paper, Text, Title } from '@mantine/core';
import type { Preview } from '../../../../../shared/domain/request-record.ts';
import { useSay, useWording } from '../../../language/wording-context.ts';
import { readableTime } from '../../assessment/assessment.ts';

/** How urgent it is, why, and what the service then promises, before it is sent. */
export function Promised({ preview: { message, urgencyReason, promises } }: { readonly preview: Preview }) {
  const say = useSay();
  const { t, language, labelled } = useWording();
  if (message.type !== 'request') return null;
  return (
    <Paper p="md" withBorder>
      <Title order={3}>
        {labelled(say('requests.form.urgency'), t(`requests:terms.urgency.${message.request.urgency}`))}
      </Title>
      {urgencyReason !== null && <Text>{urgencyReason[language]}</Text>}
      <Text fw={600} pt="sm">
        {say('requests.record.promises')}
      </Text>
      <ul style={{ paddingInlineStart: '1.25rem', margin: 0 }}>
        {promises.map(({ promise, due, reason, certainty }) => (
          <li key={promise}>
            {say('requests.promise.until', {
              promise: t(`requests:terms.promise.${promise}`),
              due: readableTime(due).slice(0, 16),
              reason: reason[language],
            })}
            {certainty !== 'official' && ` ${t(`requests:terms.certainty.${certainty}`)}`}
          </li>
        ))}
      </ul>
    </Paper>
  );
}
